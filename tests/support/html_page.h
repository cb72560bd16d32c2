// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gumbo.h>

#include <map>
#include <string>
#include <vector>

namespace sworn::test {

struct HtmlElement {
  std::string tag;
  std::map<std::string, std::string> attributes;
  std::string text;  ///< all that stands within
  std::size_t parent = 0;

  [[nodiscard]] bool has(const std::string& name) const { return attributes.contains(name); }
  [[nodiscard]] std::string attribute(const std::string& name) const {
    const auto found = attributes.find(name);
    return found == attributes.end() ? "" : found->second;
  }
};

/// A page as a browser reads it (HTML Standard §13.2), its elements in the order of the text.
class HtmlPageReading {
 public:
  explicit HtmlPageReading(const std::string& text) {
    GumboOutput* const output =
        gumbo_parse_with_options(&kGumboDefaultOptions, text.data(), text.size());
    errors_ = output->errors.length;
    add(*output->root, 0);
    gumbo_destroy_output(&kGumboDefaultOptions, output);
  }

  /// How often the text is not as the standard wants it.
  [[nodiscard]] unsigned errors() const { return errors_; }
  [[nodiscard]] const std::vector<HtmlElement>& elements() const { return elements_; }

  [[nodiscard]] std::vector<HtmlElement> all(const std::string& tag,
                                             const std::string& name = "",
                                             const std::string& value = "") const {
    std::vector<HtmlElement> found;
    for (const HtmlElement& one : elements_) {
      if (one.tag == tag && (name.empty() || one.attribute(name) == value)) found.push_back(one);
    }
    return found;
  }

 private:
  std::string add(const GumboNode& node, std::size_t parent) {
    if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE) {
      return node.v.text.text;
    }
    if (node.type != GUMBO_NODE_ELEMENT) return "";
    const GumboElement& element = node.v.element;
    const std::size_t index = elements_.size();
    HtmlElement& read = elements_.emplace_back();
    read.parent = parent;
    read.tag = gumbo_normalized_tagname(element.tag);
    if (read.tag.empty()) {
      GumboStringPiece piece = element.original_tag;
      gumbo_tag_from_original_text(&piece);
      read.tag.assign(piece.data, piece.length);
    }
    for (unsigned i = 0; i < element.attributes.length; ++i) {
      const auto* const attribute = static_cast<const GumboAttribute*>(element.attributes.data[i]);
      read.attributes[attribute->name] = attribute->value;
    }
    std::string text;
    for (unsigned i = 0; i < element.children.length; ++i) {
      text += add(*static_cast<const GumboNode*>(element.children.data[i]), index);
    }
    elements_[index].text = text;
    return text;
  }

  unsigned errors_ = 0;
  std::vector<HtmlElement> elements_;
};

}  // namespace sworn::test
