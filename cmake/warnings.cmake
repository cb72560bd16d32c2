# SPDX-License-Identifier: Apache-2.0
option(SWORN_WERROR "Treat warnings as errors (CI)" OFF)

add_library(sworn_warnings INTERFACE)
target_compile_options(
  sworn_warnings
  INTERFACE -Wall
            -Wextra
            -Wpedantic
            -Wshadow
            -Wconversion
            -Wsign-conversion
            -Wold-style-cast
            -Wnon-virtual-dtor
            -Woverloaded-virtual
            -Wnull-dereference
            $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond>
            $<$<CXX_COMPILER_ID:GNU>:-Wlogical-op>
            # g++ 12 warns falsely of std::string's own moves at -O2 and above (GCC bugs 105329, 105651).
            $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
            $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>
            $<$<CXX_COMPILER_ID:GNU>:-Wno-array-bounds>
            $<$<CXX_COMPILER_ID:GNU>:-Wno-stringop-overflow>
            $<$<CXX_COMPILER_ID:GNU>:-Wno-stringop-overread>
            $<$<BOOL:${SWORN_WERROR}>:-Werror>)
