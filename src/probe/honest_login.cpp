// SPDX-License-Identifier: Apache-2.0
#include "probe/honest_login.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "document/json_writer.h"
#include "spec/purpose.h"

namespace sworn::probe {
namespace {

constexpr std::string_view hexadecimal = "0123456789abcdef";
constexpr std::string_view alphanumeric =
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

std::set<std::string> words_in(std::string_view name) {
  const auto words = base::words_of(name);
  std::set<std::string> out(words.begin(), words.end());
  out.erase("x");
  return out;
}

/// "session_token" and "X-Session-Token", "token" and "X-Session-Token": one name says no more than
/// the other.
bool is_same_name(std::string_view member, std::string_view parameter) {
  const auto a = words_in(member);
  const auto b = words_in(parameter);
  return !a.empty() && !b.empty() && (std::ranges::includes(b, a) || std::ranges::includes(a, b));
}

bool is_refresh_name(std::string_view name) {
  const auto words = base::words_of(name);
  return std::ranges::find(words, "refresh") != words.end() &&
         (words.back() == "token" || words.back() == "refresh");
}

}  // namespace

std::string SessionDesk::set_cookie(const std::string& name, const std::string& value) const {
  return name + "=" + value + "; Path=/; HttpOnly; SameSite=Lax" + (is_https_ ? "; Secure" : "");
}

std::vector<const Scheme*> SessionDesk::schemes_for(std::string_view member) const {
  std::vector<const Scheme*> bearer;
  std::vector<const Scheme*> named;
  std::vector<const Scheme*> others;
  for (const Scheme* scheme : store_.session_schemes()) {
    if (scheme->kind != SchemeKind::api_key) {
      bearer.push_back(scheme);
    } else if (is_same_name(member, scheme->parameter)) {
      named.push_back(scheme);
    } else if (scheme->place != Place::cookie) {
      others.push_back(scheme);
    }
  }
  return !named.empty() ? named : !bearer.empty() ? bearer : others;
}

std::string SessionDesk::fresh_member(const Answer& answer,
                                      const std::string& pointer,
                                      const std::string& old) {
  const auto fits = [&](const std::string& value) {
    const auto with_value =
        replaced(answer.json, [&](std::string_view, const document::Node&, const std::string& at) {
          return at == pointer ? std::optional(document::quote_json(value)) : std::nullopt;
        });
    return maker_.is_valid(answer, with_value);
  };
  for (const std::size_t length :
       {std::size_t{64}, std::size_t{32}, std::size_t{40}, std::size_t{128}}) {
    for (const std::string_view alphabet : {hexadecimal, alphanumeric}) {
      if (std::string value = store_.fresh(alphabet, length); fits(value)) {
        return value;
      }
    }
  }
  for (int attempt = 0; attempt < 8; ++attempt) {
    if (std::string value = store_.fresh_like(old); fits(value)) {
      return value;
    }
  }
  return old;
}

bool SessionDesk::hand_out_members(Answer& answer,
                                   const std::string& identity,
                                   int login,
                                   const FlowConfig* flow) {
  const bool has_place = flow != nullptr && flow->from.has_value();
  if (has_place && flow->from->kind != CarrierPlace::Kind::json) {
    return false;
  }
  if (has_place && answer.json.empty()) {
    return false;
  }
  bool is_handed_out = false;
  const Answer before = answer;
  answer.json = replaced(
      before.json,
      [&](std::string_view name,
          const document::Node& value,
          const std::string& pointer) -> std::optional<std::string> {
        const bool is_wanted = has_place ? pointer == flow->from->name : spec::is_token_name(name);
        if (!value.is_string() || (!is_wanted && !is_refresh_name(name))) {
          return std::nullopt;
        }
        const std::string fresh = fresh_member(before, pointer, std::string(value.text()));
        if (!is_wanted) {
          store_.issue_refresh(identity, fresh, login);
          return document::quote_json(fresh);
        }
        is_handed_out = true;
        const Scheme* given = has_place ? contract_.scheme(flow->scheme) : nullptr;
        for (const Scheme* scheme : given != nullptr ? std::vector{given} : schemes_for(name)) {
          store_.issue(identity, scheme->name, fresh, login);
        }
        return document::quote_json(fresh);
      });
  return is_handed_out;
}

bool SessionDesk::hand_out_headers(Answer& answer,
                                   const std::string& identity,
                                   int login,
                                   const FlowConfig* flow) {
  bool is_handed_out = false;
  const bool has_place =
      flow != nullptr && flow->from && flow->from->kind == CarrierPlace::Kind::header;
  std::vector<std::string> names;
  if (has_place) {
    names.push_back(flow->from->name);
  } else if (answer.declaration != nullptr) {
    for (const ResponseHeader& header : answer.declaration->headers) {
      names.push_back(header.name);
    }
  }
  for (const std::string& name : names) {
    const bool is_cookie = base::equal_ignoring_case(name, "Set-Cookie");
    const auto schemes = store_.session_schemes();
    const bool is_scheme = std::ranges::any_of(schemes, [&](const Scheme* scheme) {
      return scheme->place == Place::header && base::equal_ignoring_case(scheme->parameter, name);
    });
    if (is_cookie || (!has_place && !is_scheme && !spec::is_token_name(name) &&
                      !base::equal_ignoring_case(name, "Authorization"))) {
      continue;
    }
    std::string value = store_.fresh(hexadecimal, 64);
    for (int attempt = 0; attempt < 4 && !maker_.is_valid_header(answer, name, value); ++attempt) {
      value = store_.fresh(alphanumeric, 32);
    }
    const Scheme* given = has_place ? contract_.scheme(flow->scheme) : nullptr;
    for (const Scheme* scheme : given != nullptr ? std::vector{given} : schemes_for(name)) {
      store_.issue(identity, scheme->name, value, login);
    }
    answer.headers.push_back({name, value});
    is_handed_out = true;
  }
  return is_handed_out;
}

void SessionDesk::hand_out_cookies(Answer& answer,
                                   const std::string& identity,
                                   int login,
                                   const FlowConfig* flow) {
  for (const Scheme* scheme : store_.session_schemes()) {
    const bool is_wanted = flow == nullptr || !flow->from || flow->from->name == scheme->parameter;
    if (scheme->kind != SchemeKind::api_key || scheme->place != Place::cookie || !is_wanted) {
      continue;
    }
    const std::string value = store_.fresh(hexadecimal, 64);
    store_.issue(identity, scheme->name, value, login);
    answer.headers.push_back({"Set-Cookie", set_cookie(scheme->parameter, value)});
  }
}

void SessionDesk::hand_out(Answer& answer,
                           const std::string& identity,
                           const FlowConfig* flow,
                           std::optional<std::string> program) {
  const int login = store_.next_login(std::move(program));
  const bool by_member = hand_out_members(answer, identity, login, flow);
  const bool by_header = hand_out_headers(answer, identity, login, flow);
  const bool is_cookie_flow =
      flow != nullptr && flow->from && flow->from->kind == CarrierPlace::Kind::cookie;
  if (is_cookie_flow || maker_.declares_header(answer, "Set-Cookie") ||
      (!by_member && !by_header)) {
    hand_out_cookies(answer, identity, login, flow);
  }
}

void SessionDesk::clear_cookies(Answer& answer) const {
  for (const Scheme* scheme : store_.session_schemes()) {
    if (scheme->kind == SchemeKind::api_key && scheme->place == Place::cookie) {
      answer.headers.push_back({"Set-Cookie", set_cookie(scheme->parameter, "") + "; Max-Age=0"});
    }
  }
}

void SessionDesk::add_required_cookie(Answer& answer) {
  const bool is_there =
      std::ranges::any_of(answer.headers, [](const Header& h) { return h.name == "Set-Cookie"; });
  if (is_there || !maker_.requires_header(answer, "Set-Cookie")) {
    return;
  }
  std::vector<std::string> fields{set_cookie("taste", "plain")};
  for (const Scheme& scheme : contract_.schemes) {
    if (scheme.kind == SchemeKind::api_key && scheme.place == Place::cookie) {
      fields.push_back(set_cookie(scheme.parameter, store_.fresh(hexadecimal, 64)));
    }
  }
  for (const std::string& field : fields) {
    if (maker_.is_valid_header(answer, "Set-Cookie", field)) {
      answer.headers.push_back({"Set-Cookie", field});
      return;
    }
  }
}

std::vector<std::string> SessionDesk::presented(const Request& request, bool cookies_only) const {
  std::vector<std::string> values;
  for (const Scheme* scheme : store_.session_schemes()) {
    if (cookies_only && scheme->place != Place::cookie) {
      continue;
    }
    if (const auto secret = carried(request, *scheme)) {
      values.push_back(*secret);
    }
  }
  return values;
}

}  // namespace sworn::probe
