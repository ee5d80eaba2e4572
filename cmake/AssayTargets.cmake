# SPDX-FileCopyrightText: 2026 Assay contributors
# SPDX-License-Identifier: GPL-3.0-or-later

# Build policy in one place: every target of ours links this, nothing is set globally.
add_library(assay_options INTERFACE)
target_compile_features(assay_options INTERFACE cxx_std_23)
target_include_directories(assay_options INTERFACE "${CMAKE_SOURCE_DIR}")
target_compile_definitions(assay_options INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
    QT_NO_CONTEXTLESS_CONNECT QT_NO_KEYWORDS QT_NO_FOREACH QT_STRICT_ITERATORS
    QT_DISABLE_DEPRECATED_UP_TO=0x060800 SIMDJSON_THREADS_ENABLED=1 ASSAY_VERSION="${PROJECT_VERSION}")
target_compile_options(assay_options INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wno-missing-field-initializers -fstack-protector-strong)
if(ASSAY_WERROR)
    target_compile_options(assay_options INTERFACE -Werror)
endif()
if(ASSAY_SANITIZE)
    target_compile_options(assay_options INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
    target_link_options(assay_options INTERFACE -fsanitize=address,undefined)
endif()
find_program(MOLD mold)
if(MOLD)
    target_link_options(assay_options INTERFACE -fuse-ld=mold)
endif()

# Parsing headers is most of a compilation, so three sets of them are compiled once: core, tests, widgets.
# assay_precompiled(TARGET SET) uses one.
set(ASSAY_PCH_OPTIONS "")
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    set(ASSAY_PCH_OPTIONS -fpch-preprocess) # lets ccache see through them
endif()
function(assay_pch_set name header)
    add_library(assay_pch_${name} STATIC "${CMAKE_SOURCE_DIR}/cmake/pch/empty.cpp")
    target_link_libraries(assay_pch_${name} PRIVATE assay_options Qt6::Core simdjson::simdjson ${ARGN})
    target_compile_options(assay_pch_${name} PRIVATE ${ASSAY_PCH_OPTIONS} -fPIC)
    target_precompile_headers(assay_pch_${name} PRIVATE "${CMAKE_SOURCE_DIR}/cmake/pch/${header}")
endfunction()
function(assay_precompiled target name)
    target_precompile_headers(${target} REUSE_FROM assay_pch_${name})
    target_compile_options(${target} PRIVATE ${ASSAY_PCH_OPTIONS} -fPIC)
endfunction()
assay_pch_set(core core.h)

# assay_layer(FOLDER LAYERS a b LIBRARIES X::Y): the static library assay_FOLDER from all sources of core/FOLDER.
# A layer sees only what it links, so a forbidden include of a Qt module does not compile; forbidden includes of our own
# headers are found by tests/architecture.
function(assay_layer folder)
    cmake_parse_arguments(LAYER "" "" "LAYERS;LIBRARIES;PRIVATE_LIBRARIES" ${ARGN})
    file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/core/${folder}/*.cpp" "${CMAKE_SOURCE_DIR}/core/${folder}/*.h"
        "${CMAKE_SOURCE_DIR}/core/${folder}/*/*.cpp" "${CMAKE_SOURCE_DIR}/core/${folder}/*/*.h")
    if(NOT sources)
        return()
    endif()
    set(target assay_${folder})
    if(sources MATCHES "\\.cpp")
        add_library(${target} STATIC ${sources})
        set(scope PUBLIC)
        set_target_properties(${target} PROPERTIES AUTOMOC ON)
        assay_precompiled(${target} core)
        target_link_libraries(${target} PRIVATE ${LAYER_PRIVATE_LIBRARIES})
    else()
        add_library(${target} INTERFACE)
        set(scope INTERFACE)
    endif()
    list(TRANSFORM LAYER_LAYERS PREPEND assay_)
    target_link_libraries(${target} ${scope} assay_options Qt6::Core ${LAYER_LIBRARIES})
    foreach(layer IN LISTS LAYER_LAYERS)
        if(TARGET ${layer})
            target_link_libraries(${target} ${scope} ${layer})
        endif()
    endforeach()
    if(NOT folder STREQUAL "gateway")
        target_link_libraries(assay_core INTERFACE ${target})
    endif()
endfunction()
