# SPDX-License-Identifier: Apache-2.0

# Files as constants of the program:
#   sworn_embed(<layer> <header> <name>=<file>...)
# gives each constant that <header> declares in namespace sworn::<layer> the text of its file. Also the script that
# writes the source when a file has changed.
if(NOT CMAKE_SCRIPT_MODE_FILE)
  set(embed_script "${CMAKE_CURRENT_LIST_FILE}")
  function(sworn_embed layer header)
    string(REPLACE ".h" ".cpp" output "${CMAKE_BINARY_DIR}/generated/${header}")
    set(files)
    foreach(pair IN LISTS ARGN)
      string(REGEX REPLACE "^[^=]*=" "${CMAKE_CURRENT_SOURCE_DIR}/" file "${pair}")
      list(APPEND files "${file}")
    endforeach()
    string(REPLACE ";" "|" pairs "${ARGN}")
    add_custom_command(
      OUTPUT "${output}"
      COMMAND "${CMAKE_COMMAND}" "-DLAYER=${layer}" "-DHEADER=${header}" "-DPAIRS=${pairs}" "-DOUTPUT=${output}"
              -P "${embed_script}"
      WORKING_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}"
      DEPENDS ${files} "${embed_script}"
      VERBATIM)
    target_sources(sworn_${layer} PRIVATE "${output}")
  endfunction()
  return()
endif()

set(code "// Written by cmake/embed.cmake.\n#include \"${HEADER}\"\n\nnamespace sworn::${LAYER} {\n")
string(REPLACE "|" ";" pairs "${PAIRS}")
foreach(pair IN LISTS pairs)
  string(REGEX MATCH "^[^=]*" name "${pair}")
  string(REGEX REPLACE "^[^=]*=" "" file "${pair}")
  file(READ "${file}" text)
  string(APPEND code "\nconstinit const std::string_view ${name} = R\"embedded(${text})embedded\";\n")
endforeach()
file(WRITE "${OUTPUT}" "${code}\n}  // namespace sworn::${LAYER}\n")
