// SPDX-License-Identifier: Apache-2.0
#include "evidence/signed_value.h"

#include <set>

#include "base/encoding.h"
#include "base/text.h"
#include "document/node.h"

namespace sworn::evidence {
namespace {

constexpr std::size_t longest = 16'384;
/// What is encoded within what is encoded: Rails does it once.
constexpr int deepest = 3;
/// Shorter pieces hold no secret that is told from chance.
constexpr std::size_t shortest_piece = 12;

class Reader {
 public:
  explicit Reader(const Replacer& known) : known_(known) {}

  void look_for_known(std::string_view text, const std::string& name = "value") {
    for (const Replacer::Hit& hit : known_.hits_in(text)) {
      found_[name].insert(*hit.to);
    }
  }

  /// Whether it is JSON, whose members were looked at then.
  bool look_at_json(std::string_view text, const std::string& name, int depth) {
    const bool may_be = text.starts_with('{') || text.starts_with('[');
    const auto json = may_be ? document::parse_json(std::string(text), "value")
                             : Result<document::Document>(Error{});
    if (json) {
      look_at_members(json->root(), name, depth);
    }
    return json.has_value();
  }

  void look_at_pieces(std::string_view text, const std::string& name, int depth) {
    for (const std::string& piece : pieces_of(text)) {
      const auto plain = depth < deepest ? base::from_base64(piece) : std::nullopt;
      if (plain && !look_at_json(*plain, name, depth + 1)) {
        look_for_known(*plain, name);
        look_at_pieces(*plain, name, depth + 1);
      }
    }
  }

  [[nodiscard]] std::map<std::string, std::string> take() const {
    std::map<std::string, std::string> members;
    for (const auto& [name, placeholders] : found_) {
      members[name] =
          base::join(std::vector<std::string>(placeholders.begin(), placeholders.end()), " ");
    }
    return members;
  }

 private:
  /// What stands between the signs that frameworks put before a time or signature.
  static std::vector<std::string> pieces_of(std::string_view text) {
    std::vector<std::string> pieces;
    std::string piece;
    const auto end_piece = [&] {
      if (piece.size() >= shortest_piece) {
        pieces.push_back(piece);
      }
      piece.clear();
    };
    for (std::size_t at = 0; at < text.size(); ++at) {
      const bool is_double_dash = text.substr(at).starts_with("--");
      if (is_double_dash || text[at] == '.' || text[at] == ':' || text[at] == '|' ||
          text[at] == '!') {
        end_piece();
        at += static_cast<std::size_t>(is_double_dash);
      } else {
        piece += text[at];
      }
    }
    end_piece();
    return pieces;
  }

  void look_at_members(const document::Node& node, const std::string& name, int depth) {
    if (node.is_string()) {
      look_for_known(node.text(), name);
      look_at_pieces(node.text(), name, depth);
    }
    for (const document::Entry& entry : node.entries()) {
      look_at_members(*entry.value, std::string(entry.key), depth);
    }
    for (const document::Node* item : node.items()) {
      look_at_members(*item, name, depth);
    }
  }

  const Replacer& known_;
  std::map<std::string, std::set<std::string>> found_;
};

}  // namespace

std::map<std::string, std::string> known_within(std::string_view value, const Replacer& known) {
  if (value.size() <= Replacer::shortest || value.size() > longest) {
    return {};
  }
  Reader reader(known);
  const std::string plain = base::percent_decode(value);
  if (!reader.look_at_json(plain, "value", 0)) {
    // The value is known itself, as a whole: what it begins and what it ends with is looked at.
    reader.look_for_known(std::string_view(plain).substr(0, plain.size() - 1));
    reader.look_for_known(std::string_view(plain).substr(1));
    reader.look_at_pieces(plain, "value", 0);
  }
  return reader.take();
}

}  // namespace sworn::evidence
