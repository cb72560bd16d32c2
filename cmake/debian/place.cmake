# SPDX-License-Identifier: Apache-2.0

# Debian's zsh looks for the completions of packages in a folder of its own.
file(GLOB folders "${CPACK_TEMPORARY_DIRECTORY}/*/usr/share/zsh/site-functions")
foreach(folder IN LISTS folders)
  file(RENAME "${folder}" "${folder}/../vendor-completions")
endforeach()
