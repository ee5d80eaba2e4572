# SPDX-FileCopyrightText: 2026 Assay contributors
# SPDX-License-Identifier: GPL-3.0-or-later

install(TARGETS assay RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
if(TARGET assay-window)
    install(TARGETS assay-window RUNTIME DESTINATION "${CMAKE_INSTALL_LIBEXECDIR}/assay")
endif()
install(FILES packaging/dev.assay.Assay.desktop DESTINATION "${CMAKE_INSTALL_DATADIR}/applications")
install(FILES packaging/dev.assay.Assay.metainfo.xml DESTINATION "${CMAKE_INSTALL_DATADIR}/metainfo")
install(FILES resources/icons/assay.svg DESTINATION "${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps" RENAME dev.assay.Assay.svg)

set(CPACK_PACKAGE_NAME assay)
set(CPACK_PACKAGE_VENDOR "Assay contributors")
set(CPACK_PACKAGE_CONTACT "Assay contributors <maintainers@assay.invalid>")
set(CPACK_RESOURCE_FILE_LICENSE "${CMAKE_SOURCE_DIR}/LICENSE")
set(CPACK_GENERATOR TGZ DEB)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libqt6sql6-sqlite, qt6-svg-plugins, libcurl4t64 | libcurl4") # loaded, not linked
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "qt6-translations-l10n") # the words of Qt's own dialogs
include(CPack)
