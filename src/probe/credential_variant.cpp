// SPDX-License-Identifier: Apache-2.0
#include "probe/credential_variant.h"

#include <algorithm>
#include <cctype>

#include "base/encoding.h"
#include "base/text.h"
#include "evidence/token.h"
#include "probe/credential.h"
#include "probe/working_key.h"

namespace sworn::probe {
namespace {

/// Shorter secrets leave nothing that could be cut off without being a guess.
constexpr std::size_t least_cut = 12;
constexpr std::size_t cut = 4;
constexpr const char* appended = "zzzz";

/// What stands behind another password's name has to be long enough to be one.
constexpr std::size_t least_password = 4;
/// And a user name that is as long as this and has a digit may be the key itself, as where
/// `curl -u KEY:` is all that an API asks for.
constexpr std::size_t least_key = 16;

bool is_basic(const Attached& member) {
  return member.scheme.signature() == "http basic";
}

/// User and password, and how they are written again in the scheme's place.
struct Pair {
  std::string user;
  std::string password;
  bool is_encoded = false;  ///< behind "Basic " in an apiKey

  [[nodiscard]] std::string with(const std::string& other) const {
    const std::string text = user + ":" + other;
    return is_encoded ? "Basic " + base::to_base64(text) : text;
  }
};

std::optional<Pair> pair_in(const Attached& good) {
  const bool is_encoded = basic_pair_in(good.scheme, good.secret).has_value();
  if (!is_encoded && !is_basic(good) && !answers_challenges(good.scheme, good.secret)) {
    return std::nullopt;
  }
  const std::string text = is_encoded ? *basic_pair_in(good.scheme, good.secret) : good.secret;
  const auto colon = text.find(':');
  return colon == std::string::npos
             ? std::nullopt
             : std::optional(Pair{text.substr(0, colon), text.substr(colon + 1), is_encoded});
}

bool is_key_in_user(const Pair& pair) {
  return pair.password.size() < pair.user.size() && pair.user.size() >= least_key &&
         pair.user.find('@') == std::string::npos &&
         std::ranges::any_of(pair.user, [](unsigned char c) { return std::isdigit(c) != 0; });
}

bool is_header(const Attached& member) {
  return member.scheme.kind == SchemeKind::api_key && member.scheme.place == Place::header;
}

/// Whether the letters of the part behind the prefix mean something in either case: hexadecimal is
/// one number in both.
bool has_telling_case(std::string_view secret) {
  const auto tail = secret.find_last_of("_-.: ");
  return std::ranges::any_of(
      secret.substr(tail == std::string_view::npos ? 0 : tail + 1),
      [](unsigned char c) { return std::isalpha(c) != 0 && std::isxdigit(c) == 0; });
}

std::string other_case(const std::string& secret) {
  const std::string upper = base::to_upper(secret);
  return upper == secret ? base::to_lower(secret) : upper;
}

std::vector<Variant> by_value(const std::string& before, const std::string& secret) {
  std::vector<Variant> variants;
  if (secret.size() >= least_cut) {
    variants.push_back({"truncated", before + secret.substr(0, secret.size() - cut)});
  }
  if (has_telling_case(secret)) {
    variants.push_back({"in other letters", before + other_case(secret)});
  }
  variants.push_back({"lengthened", before + secret + appended});
  return variants;
}

/// The same account with what is not its password: `other` first, which shows the most.
std::vector<Variant> of_password(const Attached& good, const Pair& pair, const std::string& other) {
  std::vector<Variant> variants{{another_password, pair.with(other)}};
  if (answers_challenges(good.scheme, good.secret)) {
    return variants;
  }
  if (pair.password.size() >= least_cut) {
    variants.push_back(
        {"truncated", pair.with(pair.password.substr(0, pair.password.size() - cut))});
  }
  if (has_telling_case(pair.password)) {
    variants.push_back({"in other letters", pair.with(other_case(pair.password))});
  }
  return variants;
}

}  // namespace

std::optional<std::string> account_in(const Attached& good) {
  const auto pair = pair_in(good);
  const bool has_password =
      pair && pair->password.size() >= least_password && !is_key_in_user(*pair);
  return has_password ? std::optional(pair->user) : std::nullopt;
}

std::vector<Variant> lax_variants(const Attached& good, const Attached& never_issued) {
  if (const auto pair = pair_in(good)) {
    const auto other = pair_in(never_issued);
    return account_in(good) && other ? of_password(good, *pair, other->password)
                                     : std::vector<Variant>();
  }
  const auto secret = bare_secret(good);
  const auto other = bare_secret(never_issued);
  if (!secret || !other) {
    return {};
  }
  std::vector<Variant> variants;
  if (!evidence::decode_token(*secret)) {
    const std::string before = good.secret.substr(0, good.secret.size() - secret->size());
    variants = by_value(before, *secret);
  }
  if (!is_header(good) && good.scheme.kind == SchemeKind::api_key) {
    return variants;
  }
  const std::string prefix = is_header(good) ? "" : "Bearer ";
  if (!is_header(good)) {
    variants.push_back({"with its prefix twice", "Bearer Bearer " + *secret});
  } else {
    variants.push_back({"joined with a never-issued one", never_issued.secret + "," + good.secret});
  }
  const std::string own = is_header(good) ? good.secret : prefix + *secret;
  const std::string foreign = is_header(good) ? never_issued.secret : prefix + *other;
  variants.push_back({"behind a never-issued one", "", {foreign, own}});
  variants.push_back({"before a never-issued one", "", {own, foreign}});
  return variants;
}

std::vector<Variant> property_names(const Attached& good) {
  std::vector<Variant> variants;
  for (const std::string name : {"constructor", "toString", "hasOwnProperty", "__proto__"}) {
    variants.push_back({"property name " + name, is_basic(good) ? name + ":" + name : name});
  }
  return variants;
}

std::vector<Variant> odd_values(const Attached& good) {
  // A scheme's name with nothing behind it, a long value, what ends a literal in SQL, JSON or HTML,
  // bytes that are no UTF-8, an encoded NUL, and three parts that are no JWT (RFC 7519 §3).
  std::vector<Variant> variants{{"odd: empty", ""},
                                {"odd: long", std::string(3000, 'x')},
                                {"odd: quotes", "x'\"<\\"},
                                {"odd: not UTF-8", "x\xc3\x28\xff"},
                                {"odd: an encoded NUL", "x%00x"},
                                {"odd: three parts", "x.y.z"}};
  if (is_basic(good)) {
    for (Variant& variant : variants) {
      variant.header_values = {"Basic " + variant.secret};  // not base64 (RFC 7617 §2)
    }
  } else if (good.scheme.kind != SchemeKind::api_key) {
    for (Variant& variant : variants) {
      variant.header_values = {"Bearer " + variant.secret};
    }
  }
  return variants;
}

}  // namespace sworn::probe
