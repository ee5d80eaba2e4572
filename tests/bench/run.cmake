# SPDX-FileCopyrightText: 2026 Assay contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -DBUILD=DIR [-DNAME=history] -P run.cmake: runs the benchmarks of a build, or the one named.
file(GLOB programs "${BUILD}/bin/bench_*")
set(found FALSE)
foreach(program IN LISTS programs)
    get_filename_component(name "${program}" NAME)
    if(NOT NAME OR name STREQUAL "bench_${NAME}")
        set(found TRUE)
        message(STATUS "== ${name}")
        execute_process(COMMAND "${program}" RESULT_VARIABLE status)
        if(NOT status EQUAL 0)
            message(FATAL_ERROR "${name} ended with ${status}")
        endif()
    endif()
endforeach()
if(NOT found)
    message(FATAL_ERROR "no benchmark named '${NAME}'")
endif()
