// SPDX-License-Identifier: Apache-2.0
#include "probe/honest_route.h"

#include <algorithm>

#include "base/encoding.h"
#include "base/text.h"
#include "base/url.h"
#include "probe/path_shape.h"
#include "probe/request_builder.h"

namespace sworn::probe {
namespace {

std::string path_of(const std::string& url) {
  const auto scheme = url.find("://");
  const auto slash = url.find('/', scheme == std::string::npos ? 0 : scheme + 3);
  return slash == std::string::npos ? "" : url.substr(slash);
}

/// Whether a literal with expressions, such as "{id}.json", takes the text; the values of the
/// expressions.
bool takes(std::string_view pattern, std::string_view text, std::vector<PathValue>& values) {
  const auto open = pattern.find('{');
  const auto close = open == std::string_view::npos ? open : pattern.find('}', open);
  if (close == std::string_view::npos) {
    return base::percent_decode(pattern) == base::percent_decode(text);
  }
  const std::string_view before = pattern.substr(0, open);
  if (!text.starts_with(before)) {
    return false;
  }
  text.remove_prefix(before.size());
  const std::string_view rest = pattern.substr(close + 1);
  const auto next = rest.find('{');
  const std::string_view literal = rest.substr(0, next);
  const auto end =
      next == std::string_view::npos
          ? (text.size() >= literal.size() && text.ends_with(literal) ? text.size() - literal.size()
                                                                      : std::string_view::npos)
          : text.find(literal, literal.empty() ? text.size() : 1);
  if (end == std::string_view::npos || end == 0) {
    return false;
  }
  values.push_back({"",
                    std::string(pattern.substr(open + 1, close - open - 1)),
                    base::percent_decode(text.substr(0, end))});
  return next == std::string_view::npos ? true : takes(rest, text.substr(end), values);
}

/// Whether a request's query has all pairs of a template's, which may hold expressions.
bool takes_query(std::string_view pattern, std::string_view query, std::vector<PathValue>& values) {
  const auto pairs = base::split(query, '&');
  return pattern.empty() ||
         std::ranges::all_of(base::split(pattern, '&'), [&](std::string_view wanted) {
           return std::ranges::any_of(
               pairs, [&](std::string_view pair) { return takes(wanted, pair, values); });
         });
}

/// Literal segments first, then those with a literal part, then whole expressions.
int rank_of(const std::string& segment) {
  if (segment.find('{') == std::string::npos) {
    return 0;
  }
  return segment.starts_with('{') && segment.find('}') == segment.size() - 1 ? 2 : 1;
}

}  // namespace

Router::Router(const Contract& contract, const std::string& base_url) {
  for (const Operation& operation : contract.operations) {
    const auto base = base_url_for(contract, operation, base_url);
    if (!base) {
      continue;
    }
    const auto mark = operation.path.find('?');
    Entry entry{&operation,
                {},
                base::split(path_of(*base), '/').size(),
                mark == std::string::npos ? "" : operation.path.substr(mark + 1)};
    const std::string path = path_of(*base) + operation.path.substr(0, mark);
    for (const std::string_view segment : base::split(path, '/')) {
      entry.segments.emplace_back(segment);
    }
    entries_.push_back(std::move(entry));
  }
  std::ranges::stable_sort(entries_, [](const Entry& a, const Entry& b) {
    if (a.query.empty() != b.query.empty()) {
      return !a.query.empty();
    }
    return std::ranges::lexicographical_compare(a.segments, b.segments, {}, rank_of, rank_of);
  });
}

Route Router::find(const Request& request) const {
  const std::string target = path_of(request.url);
  const auto mark = target.find('?');
  const std::string_view path = std::string_view(target).substr(0, mark);
  const std::string_view query =
      mark == std::string::npos ? std::string_view() : std::string_view(target).substr(mark + 1);
  const auto segments = base::split(path, '/');
  Route route;
  for (const Entry& entry : entries_) {
    std::vector<PathValue> values;
    if (!matches(entry, segments, query, values)) {
      continue;
    }
    route.allowed.push_back(entry.operation->method);
    const bool is_head = request.method == "HEAD" && entry.operation->method == "GET";
    const bool is_exact = entry.operation->method == request.method;
    if (is_exact || is_head) {
      const bool is_better =
          route.operation == nullptr || (is_exact && route.operation->method != request.method);
      if (is_better) {
        route.operation = entry.operation;
        route.values = std::move(values);
      }
    }
  }
  std::ranges::sort(route.allowed);
  route.allowed.erase(std::unique(route.allowed.begin(), route.allowed.end()), route.allowed.end());
  return route;
}

bool Router::matches(const Entry& entry,
                     const std::vector<std::string_view>& segments,
                     std::string_view query,
                     std::vector<PathValue>& values) const {
  if (entry.segments.size() != segments.size() || !takes_query(entry.query, query, values)) {
    return false;
  }
  std::string so_far;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    std::vector<PathValue> found;
    if (!takes(entry.segments[i], segments[i], found)) {
      return false;
    }
    for (PathValue& value : found) {
      value.collection = so_far.empty() ? "/" : so_far;
      values.push_back(std::move(value));
    }
    if (i >= entry.base_segments) {
      so_far.append("/").append(shape_of(entry.segments[i]));
    }
  }
  return true;
}

}  // namespace sworn::probe
