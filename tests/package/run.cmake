# SPDX-License-Identifier: Apache-2.0

# Packs a build twice, compares the packages byte for byte, unpacks one and runs what is in it:
#   cmake -DBUILD=<build> -DWORK=<folder> -DCPACK=<cpack> -DDPKG_DEB=<dpkg-deb> -P run.cmake
include("${CMAKE_CURRENT_LIST_DIR}/../run_and_expect.cmake")

file(REMOVE_RECURSE "${WORK}")
# Without it the archive would hold the times of the build (reproducible-builds.org, SOURCE_DATE_EPOCH).
set(ENV{SOURCE_DATE_EPOCH} 1767225600)
foreach(time IN ITEMS first second)
  run("cpack" "${CPACK}" --config "${BUILD}/CPackConfig.cmake" -B "${WORK}/${time}" -D CPACK_COMPONENTS_ALL=program)
  file(GLOB package_${time} "${WORK}/${time}/sworn_*.deb")
  file(SHA256 "${package_${time}}" hash_${time})
endforeach()
if(NOT hash_first STREQUAL hash_second)
  message(FATAL_ERROR "two packages of one build differ")
endif()

run("control" "${DPKG_DEB}" --field "${package_first}")
expect("Package: sworn\n")
expect("libyaml-cpp")
expect("libssl3")
run("unpack" "${DPKG_DEB}" -x "${package_first}" "${WORK}/unpacked")
foreach(file IN ITEMS share/doc/sworn/copyright share/doc/sworn/changelog.gz share/man/man1/sworn.1.gz
                      share/bash-completion/completions/sworn share/zsh/vendor-completions/_sworn
                      share/fish/vendor_completions.d/sworn.fish)
  if(NOT EXISTS "${WORK}/unpacked/usr/${file}")
    message(FATAL_ERROR "${file} is not in the package")
  endif()
endforeach()
run("sworn" "${WORK}/unpacked/usr/bin/sworn" explain session-fixation)
expect("req.session.regenerate")
