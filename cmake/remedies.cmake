# SPDX-License-Identifier: Apache-2.0

# The pages of src/finding/remedies/ are part of the program: sworn_embed_remedies(<target>).
function(sworn_embed_remedies target)
  set(folder "${CMAKE_CURRENT_SOURCE_DIR}/src/finding/remedies")
  set(script "${CMAKE_CURRENT_SOURCE_DIR}/cmake/embed_remedies.cmake")
  set(output "${CMAKE_BINARY_DIR}/generated/remedy_text.cpp")
  file(GLOB pages CONFIGURE_DEPENDS "${folder}/*.md")
  add_custom_command(
    OUTPUT "${output}"
    COMMAND "${CMAKE_COMMAND}" -DFOLDER=${folder} -DOUTPUT=${output} -P "${script}"
    DEPENDS ${pages} "${script}"
    VERBATIM)
  target_sources(${target} PRIVATE "${output}")
endfunction()
