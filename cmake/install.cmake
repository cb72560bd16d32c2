# SPDX-License-Identifier: Apache-2.0

# What `cmake --install` puts where: the program with its page and completions (component program), and the library with
# its headers for find_package(sworn) (component library).
include(CMakePackageConfigHelpers)

install(TARGETS sworn RUNTIME COMPONENT program)
install(FILES src/report/report.schema.json DESTINATION "${CMAKE_INSTALL_DATADIR}/sworn" COMPONENT program)

set(config_folder "${CMAKE_INSTALL_LIBDIR}/cmake/sworn")
set_target_properties(sworn_library PROPERTIES EXPORT_NAME sworn OUTPUT_NAME sworn)
add_library(sworn::sworn ALIAS sworn_library)
# sworn/version.h, for who has this project as a subdirectory.
target_include_directories(sworn_library SYSTEM INTERFACE "$<BUILD_INTERFACE:${CMAKE_BINARY_DIR}/generated>")
set(library_layers base document http schema spec config evidence finding probe diff report run library)
foreach(layer IN LISTS library_layers)
  if(NOT layer STREQUAL "library")
    set_target_properties(sworn_${layer} PROPERTIES EXPORT_NAME ${layer})
  endif()
  install(TARGETS sworn_${layer} EXPORT sworn ARCHIVE COMPONENT library)
endforeach()
install(EXPORT sworn NAMESPACE sworn:: DESTINATION "${config_folder}" FILE swornTargets.cmake COMPONENT library)
install(DIRECTORY include/sworn DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" COMPONENT library)
install(FILES "${CMAKE_BINARY_DIR}/generated/sworn/version.h" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/sworn"
        COMPONENT library)
configure_package_config_file(cmake/swornConfig.cmake.in "${CMAKE_BINARY_DIR}/generated/swornConfig.cmake"
                              INSTALL_DESTINATION "${config_folder}")
write_basic_package_version_file("${CMAKE_BINARY_DIR}/generated/swornConfigVersion.cmake" COMPATIBILITY SameMinorVersion)
install(FILES "${CMAKE_BINARY_DIR}/generated/swornConfig.cmake" "${CMAKE_BINARY_DIR}/generated/swornConfigVersion.cmake"
        DESTINATION "${config_folder}" COMPONENT library)
