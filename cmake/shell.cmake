# SPDX-License-Identifier: Apache-2.0

# What the program says of its own options, for shells and man(1): made by the program that was built. gzip -n leaves
# the time out, so that two builds are equal.
set(shell_folder "${CMAKE_BINARY_DIR}/shell")
set(shell_files "")
function(sworn_shell_file name)
  add_custom_command(
    OUTPUT "${shell_folder}/${name}"
    COMMAND "${CMAKE_COMMAND}" -E make_directory "${shell_folder}"
    COMMAND sworn ${ARGN} > "${shell_folder}/${name}"
    DEPENDS sworn
    VERBATIM)
  list(APPEND shell_files "${shell_folder}/${name}")
  set(shell_files "${shell_files}" PARENT_SCOPE)
endfunction()

sworn_shell_file(sworn completions bash)
sworn_shell_file(_sworn completions zsh)
sworn_shell_file(sworn.fish completions fish)
sworn_shell_file(sworn.1 manual)
find_program(GZIP gzip REQUIRED)
add_custom_command(
  OUTPUT "${shell_folder}/sworn.1.gz"
  COMMAND "${GZIP}" -9nc "${shell_folder}/sworn.1" > "${shell_folder}/sworn.1.gz"
  DEPENDS "${shell_folder}/sworn.1"
  VERBATIM)
add_custom_target(sworn_shell ALL DEPENDS ${shell_files} "${shell_folder}/sworn.1.gz")

install(FILES "${shell_folder}/sworn" DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions" COMPONENT program)
install(FILES "${shell_folder}/_sworn" DESTINATION "${CMAKE_INSTALL_DATADIR}/zsh/site-functions" COMPONENT program)
install(FILES "${shell_folder}/sworn.fish" DESTINATION "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d"
        COMPONENT program)
install(FILES "${shell_folder}/sworn.1.gz" DESTINATION "${CMAKE_INSTALL_MANDIR}/man1" COMPONENT program)
