// SPDX-License-Identifier: Apache-2.0
#include "spec/overlay.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "document/number.h"

namespace sworn::spec {
namespace {

using document::Entry;
using document::Node;

/// A number that YAML has and JSON has not; null where there is none.
const Node* first_endless(const Node& node) {
  if (node.is_number() && !document::decimal_of(node.text())) return &node;
  for (const Node* item : node.items()) {
    if (const Node* const found = first_endless(*item)) return found;
  }
  for (const Entry& entry : node.entries()) {
    if (const Node* const found = first_endless(*entry.value)) return found;
  }
  return nullptr;
}

/// Reads one overlay; the first error counts.
class OverlayReader {
 public:
  explicit OverlayReader(Overlay& overlay) : overlay_(overlay), document_(*overlay.document) {}

  std::optional<Error> read() {
    const Node& root = document_.root();
    if (!root.is_mapping() || root.find("overlay") == nullptr) {
      return refuse("this is no OpenAPI Overlay: it has no `overlay` at its top",
                    root,
                    "OVERLAY is the second of the two files");
    }
    const std::string version(text_at(root, "overlay", true));
    overlay_.is_1_0 = version.starts_with("1.0.");
    if (!error_ && !overlay_.is_1_0 && !version.starts_with("1.1.")) {
      refuse("Overlay " + base::printable(base::shorten(version, 20)) + " is not supported",
             *root.find("overlay"),
             "1.0.0 and 1.1.0 are");
    }
    read_info(root);
    overlay_.extends = text_at(root, "extends", false);
    static constexpr std::array<std::string_view, 4> known{"overlay", "info", "extends", "actions"};
    remark_unknown(root, known);
    read_steps(root);
    return error_;
  }

 private:
  std::optional<Error> refuse(std::string message, const Node& where, std::string hint = "") {
    if (!error_)
      error_ = Error{std::move(message), document_.locate(where.mark()), std::move(hint)};
    return error_;
  }

  /// What stands there when it is a string.
  std::string_view text_at(const Node& node, std::string_view key, bool is_required) {
    const Node* const value = node.find(key);
    if (value == nullptr) {
      if (is_required) refuse("`" + std::string(key) + "` is missing", node);
      return {};
    }
    if (!value->is_string()) refuse("`" + std::string(key) + "` has to be a string", *value);
    return value->text();
  }

  void read_info(const Node& root) {
    const Node* const info = root.find("info");
    if (info == nullptr || !info->is_mapping()) {
      refuse("`info` with `title` and `version` is missing", info == nullptr ? root : *info);
      return;
    }
    text_at(*info, "title", true);
    text_at(*info, "version", true);
    text_at(*info, "description", false);
  }

  template <std::size_t size>
  void remark_unknown(const Node& node, const std::array<std::string_view, size>& known) {
    for (const Entry& entry : node.entries()) {
      if (entry.key.starts_with("x-") || std::ranges::find(known, entry.key) != known.end()) {
        continue;
      }
      const std::string near =
          base::nearest(entry.key, std::vector<std::string>(known.begin(), known.end()));
      overlay_.remarks.push_back(
          {"an overlay has no `" + base::printable(base::shorten(entry.key, 40)) + "` there",
           document_.locate(entry.key_mark),
           near.empty() ? "" : "did you mean " + near + "?"});
    }
  }

  void read_steps(const Node& root) {
    const Node* const actions = root.find("actions");
    if (actions == nullptr || !actions->is_sequence() || actions->items().empty()) {
      refuse("`actions` has to be a list of one action at least",
             actions == nullptr ? root : *actions);
      return;
    }
    for (const Node* action : actions->items()) {
      if (error_) return;
      read_step(*action);
    }
  }

  void read_step(const Node& action) {
    if (!action.is_mapping()) {
      refuse("an action has to be an object", action);
      return;
    }
    static constexpr std::array<std::string_view, 5> known{
        "target", "description", "update", "copy", "remove"};
    remark_unknown(action, known);
    text_at(action, "description", false);
    const std::string target(text_at(action, "target", true));
    if (error_) return;
    auto path = path_at(action, "target");
    if (!path) return;
    OverlayStep step{target,
                     std::move(*path),
                     action.find("update"),
                     {},
                     false,
                     document_.locate(action.mark())};
    // RFC 9512 §3.4, to which Overlay 1.1 §4.2.1 points.
    const Node* const endless = step.update != nullptr ? first_endless(*step.update) : nullptr;
    if (endless != nullptr) refuse("`update` holds a number that JSON does not have", *endless);
    if (const Node* const remove = action.find("remove")) {
      if (!remove->is_boolean()) refuse("`remove` has to be true or false", *remove);
      step.removes = remove->as_boolean();
    }
    if (action.find("copy") != nullptr) {
      if (overlay_.is_1_0) {
        refuse("`copy` needs Overlay 1.1", *action.find("copy"), "say `overlay: 1.1.0`");
      }
      step.copy = path_at(action, "copy");
    }
    overlay_.steps.push_back(std::move(step));
  }

  std::optional<document::JsonPath> path_at(const Node& action, std::string_view key) {
    const std::string_view text = text_at(action, key, true);
    if (error_) return std::nullopt;
    const auto path = document::JsonPath::parse(text);
    if (path) return *path;
    refuse("`" + std::string(key) + "` is no JSONPath (RFC 9535): " + path.error().message,
           *action.find(key));
    return std::nullopt;
  }

  Overlay& overlay_;
  const document::Document& document_;
  std::optional<Error> error_;
};

}  // namespace

Result<Overlay> read_overlay(std::string_view text, const std::string& name) {
  Result<document::Document> document = document::parse(text, name);
  if (!document) return document.error();
  Overlay overlay;
  overlay.document = std::make_shared<const document::Document>(std::move(*document));
  if (auto error = OverlayReader(overlay).read()) return *error;
  return overlay;
}

}  // namespace sworn::spec
