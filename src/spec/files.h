// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "document/node.h"
#include "schema/schema.h"
#include "spec/load_options.h"
#include "spec/remarks.h"
#include "spec/resources.h"
#include "sworn/result.h"

namespace sworn {
struct SpecLine;
}

namespace sworn::spec {

/// The documents that a spec consists of: the entry file and what its references reach. All are
/// read when the spec is opened and never change afterwards, so that several threads may resolve.
/// Which documents may be read is sources.h: a spec is untrusted input.
class Files : public schema::Resolver {
 public:
  /// Looks at the entry document before its references are followed, and may refuse it; its version
  /// says what counts as a reference.
  using Check = std::function<Result<SpecVersion>(const document::Document& entry)>;

  /// Reads `path` ("-" is standard input, or an http(s) URL) and everything that it refers to.
  /// References that cannot be followed become remarks. Errors: the entry's own, and limits.
  [[nodiscard]] static Result<std::shared_ptr<Files>> open(const std::string& path,
                                                           const LoadOptions& options,
                                                           const Check& check,
                                                           Remarks& remarks);

  /// The same for a document that is in memory already; references resolve beside `name`.
  [[nodiscard]] static Result<std::shared_ptr<Files>> of_text(std::string text,
                                                              const std::string& name,
                                                              const LoadOptions& options,
                                                              const Check& check,
                                                              Remarks& remarks);

  [[nodiscard]] const document::Document& entry() const { return documents_.front(); }
  [[nodiscard]] const document::Node& root() const { return documents_.front().root(); }
  [[nodiscard]] const std::string& text() const { return texts_.front(); }
  /// The URI that a document was retrieved from: relative server URLs resolve against it, and not
  /// against `$self` (OpenAPI 3.2 §4.1.2.2).
  [[nodiscard]] const std::string& uri_of(const document::Node& node) const {
    return uris_[node.document_id()];
  }

  [[nodiscard]] const document::Node* resolve(const document::Node& from,
                                              std::string_view reference) const override;

  /// `node`, or what its `$ref` chain ends in; null for a chain that never ends or leads nowhere.
  [[nodiscard]] const document::Node* follow(const document::Node* node) const;

  [[nodiscard]] Location locate(const document::Node& node,
                                document::Mark mark,
                                std::string pointer = "") const;
  /// The text of one line of a document of this spec, without its end; "" when there is none.
  [[nodiscard]] std::string line_of(const Location& where) const;
  /// That line with those nearest above that it lies within and the first of what it holds, told
  /// by their indentation.
  [[nodiscard]] std::vector<SpecLine> excerpt(const Location& where) const;

 private:
  friend class Gatherer;

  [[nodiscard]] std::optional<std::size_t> id_of(const std::string& file) const;
  [[nodiscard]] int line_count(std::size_t id) const;
  [[nodiscard]] std::string line(std::size_t id, int number) const;

  /// The texts of references, to what they mean. They stand in the documents.
  using Targets = std::unordered_map<std::string_view, const document::Node*>;

  [[nodiscard]] const document::Node* find(std::size_t resource,
                                           std::string_view reference,
                                           int& steps) const;
  [[nodiscard]] const document::Node* walk_pointer(const document::Node& root,
                                                   std::string_view pointer,
                                                   int& steps) const;

  std::vector<document::Document> documents_;
  std::vector<std::string> texts_;
  /// Per text, where its lines begin: reports ask for thousands of lines.
  std::vector<std::vector<std::uint32_t>> line_starts_;
  std::vector<std::string> uris_;
  Resources resources_;
  /// Per resource: what the part of a reference before its fragment leads to.
  std::vector<std::unordered_map<std::string_view, std::size_t>> links_;
  std::vector<Targets> targets_;
};

}  // namespace sworn::spec
