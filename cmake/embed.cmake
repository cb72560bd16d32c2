# SPDX-License-Identifier: Apache-2.0

# Files as constants of the program:
#   sworn_embed(<layer> <header> <name>=<path>...)
# gives each constant that <header> declares in namespace sworn::<layer> its value: of a file the text (a
# std::string_view), of a folder each file's name without extension and text, by name (a std::span of pairs of those).
# Also the script that writes the source when a file has changed.
if(NOT CMAKE_SCRIPT_MODE_FILE)
  set(embed_script "${CMAKE_CURRENT_LIST_FILE}")
  function(sworn_embed layer header)
    string(REPLACE ".h" ".cpp" output "${CMAKE_BINARY_DIR}/generated/${header}")
    # Each file is named on the command line, so that one which goes away is no longer in the program.
    set(files)
    set(pairs)
    foreach(pair IN LISTS ARGN)
      string(REGEX MATCH "^[^=]*" name "${pair}")
      string(REGEX REPLACE "^[^=]*=" "" path "${pair}")
      if(IS_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}/${path}")
        file(GLOB members RELATIVE "${CMAKE_CURRENT_SOURCE_DIR}" CONFIGURE_DEPENDS "${path}/*")
        list(TRANSFORM members PREPEND "${name}[]=" OUTPUT_VARIABLE member_pairs)
        list(APPEND pairs ${member_pairs})
        list(APPEND files ${members})
      else()
        list(APPEND pairs "${pair}")
        list(APPEND files "${path}")
      endif()
    endforeach()
    list(TRANSFORM files PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/")
    string(REPLACE ";" "|" pairs "${pairs}")
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

set(code "// Written by cmake/embed.cmake.\n#include \"${HEADER}\"\n\n#include <type_traits>\n")
string(APPEND code "\nnamespace sworn::${LAYER} {\n")
string(REPLACE "|" ";" pairs "${PAIRS}")
set(tables)
foreach(pair IN LISTS pairs)
  string(REGEX MATCH "^[^=]*" name "${pair}")
  string(REGEX REPLACE "^[^=]*=" "" path "${pair}")
  file(READ "${path}" text)
  if(name MATCHES "^(.*)\\[\\]$")
    set(name "${CMAKE_MATCH_1}")
    list(APPEND tables "${name}")
    get_filename_component(stem "${path}" NAME_WE)
    string(APPEND ${name} "    {\"${stem}\", R\"embedded(${text})embedded\"},\n")
  else()
    string(APPEND code "\nconstinit const decltype(${name}) ${name} = R\"embedded(${text})embedded\";\n")
  endif()
endforeach()
list(REMOVE_DUPLICATES tables)
foreach(name IN LISTS tables)
  string(APPEND code "\nstatic constexpr std::remove_cvref_t<decltype(${name}[0])> ${name}_files[] = {\n${${name}}};\n"
                     "constinit const decltype(${name}) ${name} = ${name}_files;\n")
endforeach()
file(WRITE "${OUTPUT}" "${code}\n}  // namespace sworn::${LAYER}\n")
