# SPDX-FileCopyrightText: 2026 Assay contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# cmake -DLUPDATE=PROGRAM -DSOURCE=CHECKOUT -DWORK=FOLDER -DTS=FILE… -P lupdate.cmake: takes new sentences of ui and app into
# the files, and lets go of those that are gone. English is the source and has only its plural forms.
# lupdate reads copies without the underlying types of enums: after `enum class X : T { … }` it loses the classes that follow.
file(REMOVE_RECURSE "${WORK}")
file(GLOB_RECURSE sources RELATIVE "${SOURCE}" "${SOURCE}/ui/*.cpp" "${SOURCE}/ui/*.h" "${SOURCE}/app/*.cpp" "${SOURCE}/app/*.h")
foreach(source IN LISTS sources)
    file(READ "${SOURCE}/${source}" text)
    string(REGEX REPLACE "(enum class [A-Za-z0-9_]+) : [A-Za-z0-9_:]+" "\\1" text "${text}")
    file(WRITE "${WORK}/${source}" "${text}")
endforeach()
foreach(file IN LISTS TS)
    set(which "")
    if(file MATCHES "_en\\.ts$")
        set(which -pluralonly)
    endif()
    execute_process(COMMAND "${LUPDATE}" -silent -no-obsolete -locations none -source-language en ${which} -I . ui app -ts "${file}"
        WORKING_DIRECTORY "${WORK}" COMMAND_ERROR_IS_FATAL ANY)
endforeach()
