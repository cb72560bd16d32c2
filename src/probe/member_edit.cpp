// SPDX-License-Identifier: Apache-2.0
#include "probe/member_edit.h"

#include <optional>
#include <vector>

#include "base/encoding.h"
#include "base/text.h"
#include "document/json_writer.h"
#include "document/node.h"
#include "http/header.h"
#include "probe/honest_answer.h"

namespace sworn::probe {
namespace {

/// "a=1&b=2" with the value of some fields changed; `change` returns nothing to keep one.
std::string changed_form(const std::string& text,
                         const std::function<std::optional<std::string>(
                             const std::string& name, const std::string& value)>& change) {
  std::vector<std::string> fields;
  for (const std::string_view field : base::split(text, '&')) {
    const auto equals = field.find('=');
    if (equals == std::string_view::npos) {
      fields.emplace_back(field);
      continue;
    }
    const std::string name = base::percent_decode(field.substr(0, equals), true);
    const auto value = change(name, base::percent_decode(field.substr(equals + 1), true));
    fields.push_back(value ? std::string(field.substr(0, equals + 1)) + base::percent_encode(*value)
                           : std::string(field));
  }
  return base::join(fields, "&");
}

bool is_form(const Request& request) {
  const auto type = http::find_header(request.headers, "Content-Type");
  return type && base::starts_with_ignoring_case(*type, "application/x-www-form-urlencoded");
}

bool is_json(const Request& request) {
  return document::parse_json(request.body, "").has_value();
}

}  // namespace

void replace_value(Request& request, const std::string& from, const std::string& to) {
  const auto same = [&](const std::string&, const std::string& value) {
    return value == from ? std::optional(to) : std::nullopt;
  };
  const auto query = request.url.find('?');
  if (query != std::string::npos) {
    request.url =
        request.url.substr(0, query + 1) + changed_form(request.url.substr(query + 1), same);
  }
  if (is_form(request)) {
    request.body = changed_form(request.body, same);
  } else if (is_json(request)) {
    request.body = replaced(
        request.body, [&](std::string_view, const document::Node& value, const std::string&) {
          return value.is_string() && value.text() == from ? std::optional(document::quote_json(to))
                                                           : std::nullopt;
        });
  }
  for (Header& header : request.headers) {
    const bool is_basic = base::equal_ignoring_case(header.name, "Authorization") &&
                          base::starts_with_ignoring_case(header.value, "basic ");
    const auto pair = is_basic ? base::from_base64(header.value.substr(6)) : std::nullopt;
    const auto colon = pair ? pair->find(':') : std::string::npos;
    if (colon != std::string::npos && pair->substr(colon + 1) == from) {
      header.value = "Basic " + base::to_base64(pair->substr(0, colon + 1) + to);
    }
  }
}

void set_member(Request& request,
                const std::function<bool(std::string_view name)>& is_meant,
                const std::string& name,
                const std::string& value) {
  bool is_set = false;
  if (is_form(request)) {
    request.body = changed_form(request.body, [&](const std::string& field, const std::string&) {
      const bool is_one = is_meant(field);
      is_set = is_set || is_one;
      return is_one ? std::optional(value) : std::nullopt;
    });
    if (!is_set) {
      request.body += (request.body.empty() ? "" : "&") + name + "=" + base::percent_encode(value);
    }
    return;
  }
  const std::string quoted = document::quote_json(value);
  if (!is_json(request)) {
    request.body = "{" + document::quote_json(name) + ":" + quoted + "}";
    std::erase_if(request.headers, [](const Header& header) {
      return base::equal_ignoring_case(header.name, "Content-Type");
    });
    request.headers.push_back({"Content-Type", "application/json"});
    return;
  }
  request.body = replaced(request.body,
                          [&](std::string_view member, const document::Node&, const std::string&) {
                            const bool is_one = is_meant(member);
                            is_set = is_set || is_one;
                            return is_one ? std::optional(quoted) : std::nullopt;
                          });
  const auto brace = request.body.find('{');
  if (!is_set && brace != std::string::npos) {
    const bool is_empty =
        request.body.find_first_not_of(" \r\n\t", brace + 1) == request.body.find('}', brace);
    request.body.insert(brace + 1,
                        document::quote_json(name) + ":" + quoted + (is_empty ? "" : ","));
  }
}

}  // namespace sworn::probe
