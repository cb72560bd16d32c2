// SPDX-License-Identifier: Apache-2.0
#include "probe/path_variant.h"

#include <cctype>
#include <optional>

#include "base/text.h"

namespace sworn::probe {
namespace {

/// Where in `path` the first letter of the last segment stands that the template spells out.
std::optional<std::size_t> literal_letter(const std::string& path, std::string_view path_template) {
  const auto literals = base::split(path_template.substr(0, path_template.find('?')), '/');
  const auto segments = base::split(path, '/');
  for (std::size_t back = 1; back <= literals.size() && back <= segments.size(); ++back) {
    const std::string_view literal = literals[literals.size() - back];
    const std::string_view segment = segments[segments.size() - back];
    if (literal.empty() || literal.find_first_of("{%") != std::string_view::npos) {
      continue;
    }
    for (std::size_t i = 0; i < segment.size(); ++i) {
      if (std::isalpha(static_cast<unsigned char>(segment[i])) != 0) {
        return static_cast<std::size_t>(segment.data() - path.data()) + i;
      }
    }
  }
  return std::nullopt;
}

char other_case(char letter) {
  const auto c = static_cast<unsigned char>(letter);
  return static_cast<char>(std::isupper(c) != 0 ? std::tolower(c) : std::toupper(c));
}

std::string encoded(char letter) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  const auto c = static_cast<unsigned char>(letter);
  return {'%', digits[c >> 4U], digits[c & 15U]};
}

}  // namespace

std::vector<PathVariant> path_variants(const std::string& url, std::string_view path_template) {
  const auto host = url.find("://");
  const auto slash = host == std::string::npos ? host : url.find('/', host + 3);
  if (slash == std::string::npos) {
    return {};
  }
  const auto end = std::min(url.find_first_of("?#", slash), url.size());
  const std::string origin = url.substr(0, slash);
  const std::string path = url.substr(slash, end - slash);
  const std::string query = url.substr(end);
  if (path == "/") {
    return {};
  }
  std::vector<PathVariant> variants;
  const auto add = [&](const char* how, const std::string& other) {
    variants.push_back({how, origin + other + query});
  };
  if (path.ends_with('/')) {
    add("no trailing slash", path.substr(0, path.size() - 1));
  } else {
    add("trailing slash", path + "/");
  }
  add("double slash", "/" + path);
  add("dot segment", "/." + path);
  add("encoded dot segment", "/%2e" + path);
  add("parameter", path + ";x");
  if (const auto at = literal_letter(path, path_template)) {
    std::string other = path;
    other[*at] = other_case(path[*at]);
    add("other case", other);
    add("encoded letter", path.substr(0, *at) + encoded(path[*at]) + path.substr(*at + 1));
  }
  return variants;
}

}  // namespace sworn::probe
