# SPDX-License-Identifier: Apache-2.0

# A folder of src/ is one static library, and its link line is its row of the layer table in ARCHITECTURE.md:
#   sworn_layer(<folder> LINKS <folder>... [PACKAGES <target>...] [HEADERS <target>...])
# HEADERS are packages of which nothing is left once it is compiled: who links an installed layer needs them not.
# Sources are all .cpp files of the folder; a new file needs no line here.
function(sworn_layer name)
  cmake_parse_arguments(PARSE_ARGV 1 layer "" "" "LINKS;PACKAGES;HEADERS")
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/src/${name}/*.cpp")
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
  add_library(sworn_${name} STATIC ${sources})
  target_compile_features(sworn_${name} PUBLIC cxx_std_20)
  target_include_directories(
    sworn_${name}
    PUBLIC $<BUILD_INTERFACE:${CMAKE_CURRENT_SOURCE_DIR}/include> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>
    PRIVATE "${CMAKE_CURRENT_SOURCE_DIR}/src")
  foreach(below IN LISTS layer_LINKS)
    target_link_libraries(sworn_${name} PUBLIC sworn_${below})
  endforeach()
  target_link_libraries(sworn_${name} PRIVATE ${layer_PACKAGES})
  foreach(here IN ITEMS sworn_warnings ${layer_HEADERS})
    target_link_libraries(sworn_${name} PRIVATE $<BUILD_INTERFACE:${here}>)
  endforeach()
  # The standard headers that nearly every file needs, compiled once: they are most of the work of a small file.
  if(name STREQUAL "base")
    target_precompile_headers(
      sworn_base
      PRIVATE <algorithm> <array> <chrono> <cstdint> <functional> <map> <memory> <mutex> <optional> <set> <span> <string>
              <string_view> <utility> <variant> <vector>)
  else()
    target_precompile_headers(sworn_${name} REUSE_FROM sworn_base)
  endif()
endfunction()
