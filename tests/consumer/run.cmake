# SPDX-License-Identifier: Apache-2.0

# Installs a build into a folder of its own, builds the consumer with it and runs both programs from there:
#   cmake -DBUILD=<build> -DSOURCE=<source> -DWORK=<folder> -DCOMPILER=<c++> -P run.cmake
include("${CMAKE_CURRENT_LIST_DIR}/../run_and_expect.cmake")

file(REMOVE_RECURSE "${WORK}")
set(prefix "${WORK}/prefix")
run("install" "${CMAKE_COMMAND}" --install "${BUILD}" --prefix "${prefix}")
run("configure" "${CMAKE_COMMAND}" -S "${SOURCE}/tests/consumer" -B "${WORK}/build" "-DCMAKE_PREFIX_PATH=${prefix}"
    "-DCMAKE_CXX_COMPILER=${COMPILER}" "-DCMAKE_EXE_LINKER_FLAGS=${LINKER_FLAGS}" "-DCMAKE_CXX_FLAGS=-Wall -Wextra -Werror")
run("build" "${CMAKE_COMMAND}" --build "${WORK}/build")
run("consumer" "${WORK}/build/consumer" "${SOURCE}/fixtures/recording/shop.yaml" "${SOURCE}/fixtures/recording/browser.har")
expect("6 operations, 2 schemes: 5 secured")
expect("\"rule\": \"response-schema-mismatch\"")
run("installed program" "${prefix}/bin/sworn" --version)
expect("sworn ")
foreach(file IN ITEMS bash-completion/completions/sworn zsh/site-functions/_sworn fish/vendor_completions.d/sworn.fish
                      man/man1/sworn.1.gz sworn/report.schema.json)
  if(NOT EXISTS "${prefix}/share/${file}")
    message(FATAL_ERROR "share/${file} was not installed")
  endif()
endforeach()
