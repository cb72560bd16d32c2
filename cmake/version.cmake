# SPDX-License-Identifier: Apache-2.0

# Writes sworn/version.h. Of a clone whose commit is not tagged as this version, --version names the commit as well. No
# time stands in it, so that two builds of one commit are equal.
set(SWORN_REVISION "")
find_package(Git QUIET)
if(Git_FOUND AND EXISTS "${CMAKE_CURRENT_SOURCE_DIR}/.git")
  execute_process(
    COMMAND "${GIT_EXECUTABLE}" rev-parse --short=12 HEAD
    WORKING_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}"
    OUTPUT_VARIABLE commit
    OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  execute_process(
    COMMAND "${GIT_EXECUTABLE}" tag --points-at HEAD
    WORKING_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}"
    OUTPUT_VARIABLE tags
    OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  string(REPLACE "\n" ";" tags "${tags}")
  if(NOT "v${PROJECT_VERSION}" IN_LIST tags)
    set(SWORN_REVISION "${commit}")
  endif()
  execute_process(
    COMMAND "${GIT_EXECUTABLE}" rev-parse --path-format=absolute --git-path logs/HEAD
    WORKING_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}"
    OUTPUT_VARIABLE head_log
    OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  if(EXISTS "${head_log}")
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${head_log}")
  endif()
endif()
configure_file(cmake/version.h.in "${CMAKE_BINARY_DIR}/generated/sworn/version.h" @ONLY)
# Apart from the version, so that a commit compiles one file anew.
configure_file(cmake/revision.h.in "${CMAKE_BINARY_DIR}/generated/sworn/revision.h" @ONLY)
