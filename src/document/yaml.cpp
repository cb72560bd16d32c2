// SPDX-License-Identifier: Apache-2.0
#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <istream>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/text.h"
#include "document/builder.h"
#include "document/source.h"
#include "document/yaml_input.h"
#include "document/yaml_scalar.h"
#include "document/yaml_source.h"

namespace sworn::document {
namespace {

/// Leaves yaml-cpp, whose events cannot refuse; the Builder has the error.
struct Stop {};

Mark mark_of(const YAML::Mark& mark) {
  if (mark.is_null()) return {};
  return {static_cast<std::uint32_t>(mark.line + 1), static_cast<std::uint32_t>(mark.column + 1)};
}

/// yaml-cpp's events, passed on to a Builder.
class Events final : public YAML::EventHandler {
 public:
  Events(YamlSource& source, std::size_t text_start, YamlInput& input, Builder& builder)
      : source_(source), text_start_(text_start), input_(input), builder_(builder) {}

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (is_over_ && !begins_document(mark)) {
      must(builder_.fail("not valid YAML: text after the end of the document", mark_of(mark)));
    }
    // Later documents of the stream are none of ours.
    if (is_over_) throw Stop{};
  }
  void OnDocumentEnd() override { is_over_ = true; }

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    heard_of(mark);
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
    const Mark place = heard_of(mark);
    const auto found = anchors_.find(anchor);
    const Extent extent = found == anchors_.end() ? unfinished : found->second;
    if (!builder_.expects_key()) {
      must(extent.node != nullptr ? builder_.repeat(extent, place)
                                  : builder_.repeat_unfinished(begin_of(anchor), place));
    } else if (extent.height > 0) {
      must(builder_.fail("a mapping key must be a plain value", place));
    } else {
      must(builder_.key(extent.node->text(), place));
    }
  }

  void OnScalar(const YAML::Mark& mark,
                const std::string& tag,
                YAML::anchor_t anchor,
                const std::string& value) override {
    const Mark place = heard_of(mark);
    const std::string_view text = source_.restored(value);
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
    open_.push_back({anchor, heard_of(mark)});
    must(builder_.begin_sequence(open_.back().mark));
  }
  void OnSequenceEnd() override { end(); }

  void OnMapStart(const YAML::Mark& mark,
                  const std::string&,
                  YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open_.push_back({anchor, heard_of(mark)});
    must(builder_.begin_mapping(open_.back().mark));
  }
  void OnMapEnd() override { end(); }

  /// The last thing that the parser told of.
  [[nodiscard]] Mark last() const { return last_; }

 private:
  struct Open {
    YAML::anchor_t anchor = 0;
    Mark mark;
  };
  /// What an alias repeats that stands within it; no key.
  static constexpr Extent unfinished{nullptr, 0, 1};

  static void must(bool is_fine) {
    if (!is_fine) throw Stop{};
  }

  Mark heard_of(const YAML::Mark& mark) {
    input_.heard_of();
    last_ = mark_of(mark);
    return last_;
  }

  void end() {
    must(builder_.end());
    remember(open_.back().anchor);
    open_.pop_back();
  }

  [[nodiscard]] Mark begin_of(YAML::anchor_t anchor) const {
    const auto open = std::find_if(
        open_.begin(), open_.end(), [anchor](const Open& one) { return one.anchor == anchor; });
    return open == open_.end() ? Mark{} : open->mark;
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

  YamlSource& source_;
  std::size_t text_start_;
  YamlInput& input_;
  Builder& builder_;
  std::unordered_map<YAML::anchor_t, Extent> anchors_;
  std::vector<Open> open_;
  Mark last_{1, 1};
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

void read(std::string_view text, Builder& builder) {
  YamlSource source(text);
  YamlInput input(source.text());
  Events events(source, bom_size(text), input, builder);
  std::istream stream(&input);
  try {
    YAML::Parser parser(stream);
    if (parser.HandleNextDocument(events)) parser.HandleNextDocument(events);
  } catch (const Stop&) {
    // The Builder knows whether it was for an error.
  } catch (const YamlInput::Overflow&) {
    builder.fail(
        "what follows, one value in brackets or in one line, is too large to be read as YAML",
        events.last(),
        "spread it over indented lines, or convert the file to JSON");
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
                            const Limits& limits,
                            Strictness strictness) {
  if (auto refused = refuse_text(text, name, limits, Controls::refused)) return *refused;
  Builder builder(std::move(name), document_id, limits, strictness);
  read(text, builder);
  return builder.finish();
}

}  // namespace sworn::document
