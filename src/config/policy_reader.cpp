// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <chrono>

#include "base/text.h"
#include "base/url.h"
#include "config/section.h"

namespace sworn::config {
namespace {

using document::Entry;
using document::Node;

const std::vector<std::string> severities = {"critical", "high", "medium", "low", "info"};

int digits(std::string_view text) {
  int value = 0;
  for (const char c : text) value = value * 10 + (c - '0');
  return value;
}

/// A date that exists, as YYYY-MM-DD (RFC 3339 §5.6).
bool is_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i != 4 && i != 7 && (text[i] < '0' || text[i] > '9')) return false;
  }
  using namespace std::chrono;
  const year_month_day date(year(digits(text.substr(0, 4))),
                            month(static_cast<unsigned>(digits(text.substr(5, 2)))),
                            day(static_cast<unsigned>(digits(text.substr(8, 2)))));
  return date.ok();
}

}  // namespace

LimitConfig read_limits(Reader& reader, const Node& node) {
  LimitConfig limits;
  reader.members(
      node,
      {{"rate", [&](const Node& value) { limits.rate = reader.number(value, 0, true); }},
       {"concurrency", [&](const Node& value) { limits.concurrency = reader.integer(value, 1); }},
       {"requests", [&](const Node& value) { limits.requests = reader.integer(value, 1); }},
       {"timeout", [&](const Node& value) { limits.timeout = reader.number(value, 0, true); }},
       // None and no waiting at all are wishes that make sense.
       {"invalid_logins",
        [&](const Node& value) { limits.invalid_logins = reader.integer(value, 0); }},
       {"logins", [&](const Node& value) { limits.logins = reader.integer(value, 1); }},
       {"wait", [&](const Node& value) { limits.wait = reader.number(value, 0, false); }},
       {"patience", [&](const Node& value) { limits.patience = reader.number(value, 0, false); }}});
  return limits;
}

SuppressConfig read_suppress(Reader& reader, const Node& node) {
  SuppressConfig suppress;
  const auto read_expires = [&](const Node& value) {
    suppress.expires = reader.text(value);
    if (!is_date(suppress.expires)) reader.fail(value.mark(), "expected a date as YYYY-MM-DD");
  };
  reader.members(
      node,
      {{"rule",
        [&](const Node& value) {
          suppress.rule = reader.line(value);
          reader.check_rule(value.mark(), suppress.rule, value.text());
        }},
       {"operation", [&](const Node& value) { suppress.operation = reader.line(value); }},
       {"reason",
        [&](const Node& value) { suppress.reason = std::string(base::trim(reader.text(value))); }},
       {"expires", read_expires}});
  for (const auto& [key, value] : {std::pair{"rule", &suppress.rule},
                                   std::pair{"operation", &suppress.operation},
                                   std::pair{"reason", &suppress.reason}}) {
    if (value->empty()) reader.fail(node.mark(), std::string("a suppression needs '") + key + "'");
  }
  return suppress;
}

std::map<std::string, std::string> read_severity(Reader& reader, const Node& node) {
  std::map<std::string, std::string> by_rule;
  reader.entries(node, [&](const Entry& entry) {
    reader.check_rule(entry.key_mark, entry.key, entry.key);
    by_rule[std::string(entry.key)] = reader.one_of(*entry.value, severities);
  });
  return by_rule;
}

std::string read_fail_on(Reader& reader, const Node& node) {
  std::vector<std::string> names = severities;
  names.emplace_back("never");
  return reader.one_of(node, names);
}

std::vector<std::string> read_origins(Reader& reader, const Node& node) {
  std::vector<std::string> origins;
  reader.items(node, [&](const Node& item) {
    const Result<base::Url> url = base::parse_url(reader.line(item));
    if (!url || (!url->path.empty() && url->path != "/") || !url->query.empty()) {
      reader.fail(item.mark(), "expected an origin as http(s)://host[:port]");
    } else {
      origins.push_back(url->origin());
    }
  });
  return origins;
}

}  // namespace sworn::config
