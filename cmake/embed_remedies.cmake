# SPDX-License-Identifier: Apache-2.0

# Writes OUTPUT, a source file that holds every page of FOLDER:
#   cmake -DFOLDER=src/finding/remedies -DOUTPUT=remedy_text.cpp -P embed_remedies.cmake
file(GLOB pages "${FOLDER}/*.md")
list(SORT pages)
set(entries "")
foreach(page IN LISTS pages)
  get_filename_component(name "${page}" NAME_WE)
  file(READ "${page}" text)
  string(APPEND entries "    {\"${name}\", R\"sworn_page(${text})sworn_page\"},\n")
endforeach()
file(
  WRITE "${OUTPUT}"
  "// SPDX-License-Identifier: Apache-2.0\n#include \"finding/remedy_text.h\"\n\nnamespace sworn::finding {\nnamespace {\n\n"
  "constexpr RemedyText pages[] = {\n${entries}};\n\n}  // namespace\n\n"
  "std::span<const RemedyText> remedy_texts() {\n  return pages;\n}\n\n}  // namespace sworn::finding\n")
