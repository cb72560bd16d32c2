# SPDX-License-Identifier: Apache-2.0

# For tests that are scripts of CMake: run(WHAT COMMAND...) fails with the output unless the command ends in 0, and
# expect(TEXT) unless the text stands in what it said.
function(run what)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE code OUTPUT_VARIABLE out ERROR_VARIABLE out)
  if(NOT code EQUAL 0)
    message(FATAL_ERROR "${what}: exit code ${code}\n${out}")
  endif()
  set(said "${out}" PARENT_SCOPE)
endfunction()

function(expect text)
  string(FIND "${said}" "${text}" at)
  if(at EQUAL -1)
    message(FATAL_ERROR "'${text}' is not in\n${said}")
  endif()
endfunction()
