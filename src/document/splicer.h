// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/node.h"
#include "document/text_edit.h"
#include "document/yaml_writer.h"

namespace sworn::document {

/// Finds the changes of a text that make one tree of another. Places are offsets into the text.
/// What a function cannot change it leaves alone and says false; then whoever holds it writes the
/// value anew, from its key or dash on. It trusts the text to be laid out as usual: whether it was
/// right is found out by reading the result.
class Splicer {
 public:
  Splicer(TextEdit& edit, const Node& root);

  /// The whole document; `end` is where its last line ends.
  bool edit_root(const Node& before, const Node& after, std::size_t end);

 private:
  /// Where a member or an element stands: from its key or dash to where the next one begins, or
  /// what holds it ends. `column` (from 0) is that of the key or dash.
  struct Part {
    std::size_t begin = 0;
    std::size_t value = 0;  ///< behind the colon or the dash
    std::size_t end = 0;
    std::size_t column = 0;
  };
  /// The members that a mapping names itself, which are its first; others come by its merge keys.
  struct Members {
    std::vector<Part> own;
    std::vector<std::size_t> merge_keys;
    std::size_t column = 0;
  };

  // Block style (splicer_block.cpp).
  bool edit_block(const Node& before, const Node& after, std::size_t end);
  bool edit_members(const Node& before, const Node& after, std::size_t end);
  bool edit_elements(const Node& before, const Node& after, std::size_t end);
  bool edit_part(const Node& before, const Node& after, const Part& part);
  bool edit_scalar(const Node& before, const Node& after);
  bool remove_part(const Node& before, const Part& part);
  void insert_behind(const Node& before, const Part& part, const std::string& lines);
  void insert_members(const Node& before, const Members& members, const std::string& lines);
  [[nodiscard]] std::optional<Members> members_of(const Node& mapping, std::size_t end) const;
  [[nodiscard]] std::optional<Part> member_of(const Entry& entry, std::size_t end) const;
  [[nodiscard]] std::vector<std::size_t> merge_keys_of(std::size_t begin,
                                                       std::size_t end,
                                                       std::size_t column) const;
  /// Whether something of what stands there is lost that the new value says as well.
  [[nodiscard]] bool loses_text(const Node& before, const Node& after, const Part& part) const;
  [[nodiscard]] std::optional<std::vector<Part>> elements_of(const Node& sequence,
                                                             std::size_t end) const;
  /// Where what belongs to the part ends: comments and blank lines behind it are the next one's.
  [[nodiscard]] std::size_t content_end(const Node& value, const Part& part) const;
  [[nodiscard]] bool keeps_blank_lines(const Node& value) const;

  // Flow style, JSON among it (splicer_flow.cpp).
  bool edit_flow(const Node& before, const Node& after);
  bool edit_flow_members(const Node& before, const Node& after);
  bool edit_flow_elements(const Node& before, const Node& after);
  void edit_flow_value(const Node& before, const Node& after, std::size_t around);
  /// Takes some of the parts away and puts `added` behind the last.
  bool edit_flow_parts(const std::vector<std::size_t>& begins,
                       const std::vector<std::size_t>& ends,
                       const std::vector<bool>& is_kept,
                       const std::vector<std::string>& added);
  [[nodiscard]] std::string flow_text(const Node& value, std::size_t around) const;
  struct FlowExtent {
    std::size_t end = std::string_view::npos;
    bool has_comment = false;
  };
  /// Of the value that begins there; it ends nowhere where it is not closed.
  [[nodiscard]] FlowExtent flow_extent(std::size_t begin) const;
  [[nodiscard]] std::size_t flow_end(std::size_t begin) const { return flow_extent(begin).end; }
  [[nodiscard]] std::size_t quote_end(std::size_t begin) const;
  [[nodiscard]] bool is_flow(const Node& collection) const;
  [[nodiscard]] std::size_t offset_of(const Node& node) const {
    return edit_.offset_of(node.mark());
  }

  TextEdit& edit_;
  YamlStyle style_;
  std::string flow_indent_;  ///< of one level
};

/// What the text does already.
[[nodiscard]] YamlStyle style_of(const Node& root);

}  // namespace sworn::document
