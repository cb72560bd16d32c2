// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "document/node.h"
#include "schema/schema.h"
#include "sworn/result.h"

namespace sworn::spec {

/// The documents that a spec consists of: the entry file and what its references reach. All are
/// read when the spec is opened and never change afterwards, so that several threads may resolve.
/// References never leave the root folder, and http references are refused: a document is untrusted
/// input.
class Files : public schema::Resolver {
 public:
  /// Looks at the entry document before its references are followed, and may refuse it.
  using Check = std::function<Result<void>(const document::Document& entry)>;

  /// Reads `path` ("-" is standard input) and everything that it refers to within `ref_root` (the
  /// entry's own folder when empty). Errors carry the place of the reference that could not be
  /// followed.
  [[nodiscard]] static Result<std::shared_ptr<Files>> open(const std::string& path,
                                                           const std::string& ref_root = "",
                                                           const Check& check = {});

  /// The same for a document that is in memory already; references to files resolve beside `name`.
  [[nodiscard]] static Result<std::shared_ptr<Files>> of_text(std::string text,
                                                              const std::string& name,
                                                              const std::string& ref_root = "",
                                                              const Check& check = {});

  [[nodiscard]] const document::Document& entry() const { return documents_.front(); }
  [[nodiscard]] const document::Node& root() const { return documents_.front().root(); }
  [[nodiscard]] const std::string& text() const { return entry_text_; }

  [[nodiscard]] const document::Node* resolve(const document::Node& from,
                                              std::string_view reference) const override;

  /// `node`, or what its `$ref` chain ends in; null for a chain that never ends.
  [[nodiscard]] const document::Node* follow(const document::Node* node) const;

  [[nodiscard]] Location locate(const document::Node& node,
                                document::Mark mark,
                                std::string pointer = "") const;
  /// The text of one line of a document of this spec, without its end; "" when there is none.
  [[nodiscard]] std::string line_of(const Location& where) const;

 private:
  struct Pending {
    std::uint16_t document_id;
    std::string target;
    document::Mark mark;
  };

  Result<void> add(std::string text, const std::string& path);
  Result<void> read_references();
  Result<void> collect(const document::Node& node,
                       bool keys_are_names,
                       int depth,
                       std::vector<Pending>& found);
  [[nodiscard]] Result<std::string> path_of(const Pending& pending) const;

  std::string root_folder_;
  std::string entry_text_;
  std::vector<document::Document> documents_;
  std::vector<std::string> texts_;
  std::vector<std::string> paths_;
  std::map<std::string, std::uint16_t> ids_;  ///< canonical path to document
  /// Per document: reference target as written (without fragment) to document; and anchors.
  std::vector<std::unordered_map<std::string, std::uint16_t>> links_;
  std::vector<std::unordered_map<std::string, const document::Node*>> anchors_;
};

}  // namespace sworn::spec
