// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "spec/files.h"
#include "spec/load_options.h"
#include "spec/remarks.h"
#include "spec/sources.h"
#include "spec/walk.h"

namespace sworn::spec {

/// Fills a Files: reads the entry, then what its references reach, until nothing new is found.
/// A URI may be the name that a document gives itself (`$self`, `$id`), and which documents there
/// are is known only when all files are read. So references are settled in stages: files first,
/// then names and files beside the document, and what only a server could have at the end.
class Gatherer {
 public:
  Gatherer(Files& files, Sources sources, const LoadOptions& options, Remarks& remarks);

  [[nodiscard]] Result<void> read(std::string entry_text, const Files::Check& check);

 private:
  enum class Stage : std::size_t { files, names, servers };
  struct Later {};
  using Target = std::variant<std::size_t, Later, Refusal>;  ///< a resource, or why there is none
  using Opened = std::variant<std::size_t, Refusal>;

  std::size_t add(document::Document document, std::string text, const Source& source);
  /// Queues what the walk has found.
  void queue_found();
  void settle(const Link& link, Stage stage);
  [[nodiscard]] Target target_of(std::size_t resource, std::string_view target, Stage stage);
  [[nodiscard]] Target seek(std::size_t resource, std::string_view target, Stage stage);
  [[nodiscard]] Opened open(const std::string& uri, bool from_remote);
  [[nodiscard]] Opened read_document(const Source& source, const std::string& uri);
  void refuse(const Link& link, const Refusal& refusal);
  void report_circles();

  Files& files_;
  Sources sources_;
  const LoadOptions& options_;
  Remarks& remarks_;
  SpecVersion version_ = SpecVersion::openapi_3_0;
  std::optional<Walk> walk_;
  std::array<std::deque<Link>, 3> queues_;
  std::vector<bool> is_remote_;                     ///< per document
  std::unordered_map<std::string, Opened> opened_;  ///< by Source::key
  /// Per resource: targets that lead nowhere, and why.
  std::vector<std::unordered_map<std::string_view, Refusal>> refused_;
  std::vector<Link> chained_;  ///< references to references
  std::size_t bytes_ = 0;
  std::size_t opened_count_ = 0;
  std::optional<Error> error_;  ///< a limit was passed
};

}  // namespace sworn::spec
