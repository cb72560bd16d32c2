# SPDX-License-Identifier: Apache-2.0

# `cpack --config build/release/CPackConfig.cmake` makes sworn_VERSION_ARCH.deb (the program) and libsworn-dev (the
# library), for the Debian on which it was built.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_VENDOR "The sworn authors")
set(CPACK_PACKAGE_CONTACT "The sworn authors <sworn@localhost>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ
                                                WORLD_EXECUTE)
set(CPACK_COMPONENTS_ALL program library)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME sworn)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SHLIBDEPS ON)
set(CPACK_COMPONENT_PROGRAM_DESCRIPTION
    "Asks a running HTTP API whether it keeps what its OpenAPI document promises
of credentials, sessions and answers, and reports with proof where the two
disagree. Judges a document, a change of it, or a recording as well.")
set(CPACK_DEBIAN_LIBRARY_PACKAGE_NAME libsworn-dev)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_DEPENDS
    "libssl-dev, libcurl4-openssl-dev | libcurl4-gnutls-dev, libyaml-cpp-dev, libpcre2-dev, libutf8proc-dev, pkg-config")
set(CPACK_COMPONENT_LIBRARY_DESCRIPTION
    "Static library, headers and CMake package of what the program sworn does:
load a document, interview an API, judge, review, compare, merge, render.")

# Debian asks for a copyright file and a changelog in each package (Debian Policy §12.5, §12.7). gzip -n leaves the time
# out, so that two builds are equal.
set(changelog "${CMAKE_BINARY_DIR}/generated/changelog.gz")
configure_file(cmake/debian/changelog "${CMAKE_BINARY_DIR}/generated/changelog" @ONLY)
execute_process(COMMAND "${GZIP}" -9nc "${CMAKE_BINARY_DIR}/generated/changelog" OUTPUT_FILE "${changelog}")
set(documents cmake/debian/copyright "${changelog}")
install(FILES ${documents} DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/sworn" COMPONENT program)
install(FILES ${documents} DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/libsworn-dev" COMPONENT library)

set(CPACK_PRE_BUILD_SCRIPTS "${CMAKE_CURRENT_SOURCE_DIR}/cmake/debian/place.cmake")
include(CPack)
