// SPDX-License-Identifier: Apache-2.0
#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <istream>
#include <streambuf>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/text.h"
#include "document/builder.h"
#include "document/yaml_scalar.h"
#include "document/yaml_source.h"

namespace sworn::document {
namespace {

/// Leaves yaml-cpp, whose events cannot refuse; the Builder has the error.
struct Stop {};

/// Lets a stream read characters where they are.
class ViewBuffer : public std::streambuf {
 public:
  explicit ViewBuffer(std::string_view text) {
    // The get area is declared writable but only ever read.
    char* const start = const_cast<char*>(text.data());
    setg(start, start, start + text.size());
  }
};

Mark mark_of(const YAML::Mark& mark) {
  if (mark.is_null()) return {};
  return {static_cast<std::uint32_t>(mark.line + 1), static_cast<std::uint32_t>(mark.column + 1)};
}

/// yaml-cpp's events, passed on to a Builder.
class Events final : public YAML::EventHandler {
 public:
  Events(const YamlSource& source, std::size_t text_start, Builder& builder)
      : source_(source), text_start_(text_start), builder_(builder) {}

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (is_over_ && !begins_document(mark)) {
      must(builder_.fail("not valid YAML: text after the end of the document", mark_of(mark)));
    }
    // Later documents of the stream are none of ours.
    if (is_over_) throw Stop{};
  }
  void OnDocumentEnd() override { is_over_ = true; }

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const std::string_view word = null_word(mark);
    if (builder_.expects_key()) {
      must(builder_.key(word, mark_of(mark)));
      if (anchor != 0) anchors_[anchor] = builder_.apart(Kind::null, word, mark_of(mark));
      return;
    }
    // Where a value is left out, yaml-cpp points at whatever comes next.
    const bool is_left_out = word.empty();
    const Mark place = is_left_out ? builder_.pending_key().value_or(mark_of(mark)) : mark_of(mark);
    must(builder_.scalar(Kind::null, is_left_out ? "null" : word, place));
    remember(anchor);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto found = anchors_.find(anchor);
    if (found == anchors_.end()) {
      must(builder_.fail("the alias stands within the value that it repeats", mark_of(mark)));
    }
    const Extent extent = found->second;
    if (!builder_.expects_key()) {
      must(builder_.repeat(extent, mark_of(mark)));
    } else if (extent.height > 0) {
      must(builder_.fail("a mapping key must be a plain value", mark_of(mark)));
    } else {
      must(builder_.key(extent.node->text(), mark_of(mark)));
    }
  }

  void OnScalar(const YAML::Mark& mark,
                const std::string& tag,
                YAML::anchor_t anchor,
                const std::string& value) override {
    const std::string text = source_.restored(value);
    const Mark place = mark_of(mark);
    if (builder_.expects_key()) {
      must(tag == "?" && text == "<<" ? builder_.merge_key(place) : builder_.key(text, place));
      if (anchor != 0) anchors_[anchor] = builder_.apart(Kind::string, text, place);
      return;
    }
    const std::optional<Kind> kind = kind_of_tagged(tag, text);
    if (!kind) {
      must(builder_.fail("the value \"" + base::printable(base::shorten(text, 100)) +
                             "\" does not fit its tag !!" +
                             base::printable(tag.substr(tag.rfind(':') + 1)),
                         place));
    }
    must(builder_.scalar(*kind, text, place, text.starts_with('t') || text.starts_with('T')));
    remember(anchor);
  }

  void OnSequenceStart(const YAML::Mark& mark,
                       const std::string&,
                       YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    must(builder_.begin_sequence(mark_of(mark)));
    open_.push_back(anchor);
  }
  void OnSequenceEnd() override { end(); }

  void OnMapStart(const YAML::Mark& mark,
                  const std::string&,
                  YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    must(builder_.begin_mapping(mark_of(mark)));
    open_.push_back(anchor);
  }
  void OnMapEnd() override { end(); }

 private:
  static void must(bool is_fine) {
    if (!is_fine) throw Stop{};
  }

  void end() {
    must(builder_.end());
    remember(open_.back());
    open_.pop_back();
  }

  void remember(YAML::anchor_t anchor) {
    if (anchor != 0) anchors_[anchor] = builder_.last();
  }

  [[nodiscard]] std::string_view text_from(const YAML::Mark& mark) const {
    const std::string_view text = source_.text().substr(text_start_);
    const auto position = static_cast<std::size_t>(mark.pos);
    return mark.pos < 0 || position > text.size() ? std::string_view() : text.substr(position);
  }

  /// Whether "---" stands there, or "..." ended the document before.
  [[nodiscard]] bool begins_document(const YAML::Mark& mark) const {
    const std::string_view from = text_from(mark);
    const std::string_view all = source_.text();
    return from.starts_with("---") ||
           base::trim(all.substr(0, all.size() - from.size())).ends_with("\n...");
  }

  /// The word that means null there, or "" where nothing was written.
  [[nodiscard]] std::string_view null_word(const YAML::Mark& mark) const {
    const std::optional<Mark> key = builder_.pending_key();
    const Mark place = mark_of(mark);
    const bool is_next_entry = key && place.line > key->line && place.column <= key->column;
    if (is_next_entry) return {};
    const std::string_view text = text_from(mark);
    const std::string_view word = text.substr(0, text.find_first_of(" \t\r\n,:]}"));
    return kind_of_plain(word) == Kind::null ? word : std::string_view();
  }

  const YamlSource& source_;
  std::size_t text_start_;
  Builder& builder_;
  std::unordered_map<YAML::anchor_t, Extent> anchors_;
  std::vector<YAML::anchor_t> open_;
  bool is_over_ = false;
};

std::string hint_for(std::string_view message) {
  static constexpr std::pair<std::string_view, std::string_view> hints[] = {
      {"illegal tab", "indent with spaces"},
      {"illegal map value", "quote a value that contains \": \", and check the indentation"},
      {"end of map not found", "check the indentation, and that each key is followed by \":\""},
      {"end of sequence not found", "check the indentation"},
      {"end of map flow not found", "check for a missing comma or \"}\""},
      {"end of sequence flow not found", "check for a missing comma or \"]\""},
      {"unknown token", "quote a value that begins with @, `, % or |"},
      {"invalid unicode", "a \\u escape must not name half of a surrogate pair"},
  };
  for (const auto& [start, hint] : hints) {
    if (message.starts_with(start)) return std::string(hint);
  }
  return {};
}

/// Control characters stand in no YAML document (YAML 1.2.2 §5.1); yaml-cpp takes U+0004 for the
/// end.
std::size_t find_control(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r') return i;
  }
  return std::string_view::npos;
}

void read(std::string_view text, Builder& builder) {
  const YamlSource source(text);
  Events events(source, bom_size(text), builder);
  ViewBuffer buffer(source.text());
  std::istream stream(&buffer);
  try {
    YAML::Parser parser(stream);
    if (parser.HandleNextDocument(events)) parser.HandleNextDocument(events);
  } catch (const Stop&) {
    // The Builder knows whether it was for an error.
  } catch (const YAML::DeepRecursion& problem) {
    builder.fail("the document is nested more than " + std::to_string(builder.depth()) + " deep",
                 mark_of(problem.mark));
  } catch (const YAML::Exception& problem) {
    builder.fail("not valid YAML: " + base::printable(problem.msg),
                 mark_of(problem.mark),
                 hint_for(problem.msg));
  } catch (const std::exception& problem) {
    builder.fail(std::string("cannot be read as YAML: ") + base::printable(problem.what()), {});
  }
}

}  // namespace

Result<Document> parse_yaml(std::string_view text,
                            std::string name,
                            std::uint16_t document_id,
                            const Limits& limits) {
  if (auto refused = refuse_text(text, name, limits)) return *refused;
  Builder builder(std::move(name), document_id, limits);
  const std::size_t control = find_control(text);
  if (control != std::string_view::npos) {
    builder.fail("not valid YAML: it contains a control character", mark_at(text, control));
  } else {
    read(text, builder);
  }
  return builder.finish();
}

}  // namespace sworn::document
