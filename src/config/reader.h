// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config/config.h"
#include "document/node.h"
#include "sworn/exchange.h"
#include "sworn/result.h"

namespace sworn::config {

/// One known key of a mapping and what is done with its value.
struct Member {
  std::string key;
  std::function<void(const document::Node&)> read;
};

/// Typed access to the nodes of sworn.yaml. The first thing that is wrong is kept as the error;
/// from then on all reads give empty values and call nothing back, so that callers need no checks
/// in between. No error shows a value that came from the environment or may be a secret.
class Reader {
 public:
  /// All must outlive the reader.
  Reader(const document::Document& document,
         const Environment& environment,
         const RuleCheck& refuse_rule);

  void fail(document::Mark mark, std::string message, std::string hint = "");
  [[nodiscard]] bool has_failed() const { return error_.has_value(); }
  [[nodiscard]] const Error& error() const { return *error_; }
  [[nodiscard]] Location locate(const document::Node& node) const;

  /// Calls the reader of each member that is there, in the order of the file; an unknown key is an
  /// error. An empty value (null) is a mapping without members.
  void members(const document::Node& node, const std::vector<Member>& known);
  /// As members(), for mappings of secrets: an unknown key is named only when it nearly is a known
  /// one.
  void secret_members(const document::Node& node, const std::vector<Member>& known);
  /// Calls back for each entry of a mapping whose keys are free.
  void entries(const document::Node& node, const std::function<void(const document::Entry&)>& read);
  /// Calls back for each element of a list; an empty value is an empty list.
  void items(const document::Node& node, const std::function<void(const document::Node&)>& read);

  /// A scalar as text with `${NAME}` replaced; numbers and booleans as they are written.
  [[nodiscard]] std::string text(const document::Node& node);
  /// text(), which may be written as empty, but not be so by an empty variable: a secret that was
  /// not handed over.
  [[nodiscard]] std::string secret(const document::Node& node);
  /// text(), not empty, without line breaks and NUL: fit for a header or a request target.
  [[nodiscard]] std::string line(const document::Node& node);
  [[nodiscard]] bool boolean(const document::Node& node);
  /// A finite number of at least `least`, or above it where `is_open`.
  [[nodiscard]] double number(const document::Node& node, double least, bool is_open);
  [[nodiscard]] int integer(const document::Node& node, int least);
  /// A list of scalars; a scalar alone is a list of one.
  [[nodiscard]] std::vector<std::string> texts(const document::Node& node);
  [[nodiscard]] std::map<std::string, std::string> text_map(const document::Node& node);
  /// Field names to values; a list of values repeats the field.
  [[nodiscard]] Headers headers(const document::Node& node);
  /// One of `names`, as it is written.
  [[nodiscard]] std::string one_of(const document::Node& node,
                                   const std::vector<std::string>& names);
  /// Any value as JSON text, its strings with `${NAME}` replaced.
  [[nodiscard]] std::string json(const document::Node& node);
  /// Fails where the name, which is `written` at `mark` with `${NAME}` or not, is no rule's.
  void check_rule(document::Mark mark, std::string_view name, std::string_view written);
  /// A file name, relative to the folder of the configuration file.
  [[nodiscard]] std::string path(const document::Node& node);

 private:
  [[nodiscard]] bool is_mapping(const document::Node& node);
  [[nodiscard]] std::string substituted(const document::Node& node);
  void unknown_key(const document::Entry& entry, const std::vector<Member>& known, bool is_secret);
  void read_members(const document::Node& node, const std::vector<Member>& known, bool is_secret);

  const document::Document& document_;
  const Environment& environment_;
  const RuleCheck& refuse_rule_;
  std::optional<Error> error_;
};

/// `text` with `${NAME}` replaced from `environment` and `$${` as `${`; the message of the Error
/// names what is unset or malformed, its location is empty.
[[nodiscard]] Result<std::string> substitute(std::string_view text, const Environment& environment);

/// What a value is in the words of YAML: "a mapping", "a list", "nothing", ...
[[nodiscard]] std::string kind_of(const document::Node& node);

/// `path` relative to the folder of `file`; absolute paths, http(s) URLs and "-" stay as they are.
[[nodiscard]] std::string beside(const std::string& file, const std::string& path);

}  // namespace sworn::config
