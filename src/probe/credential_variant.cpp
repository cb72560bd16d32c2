// SPDX-License-Identifier: Apache-2.0
#include "probe/credential_variant.h"

#include <algorithm>
#include <cctype>

#include "base/text.h"
#include "evidence/token.h"
#include "probe/working_key.h"

namespace sworn::probe {
namespace {

/// Shorter secrets leave nothing that could be cut off without being a guess.
constexpr std::size_t least_cut = 12;
constexpr std::size_t cut = 4;
constexpr const char* appended = "zzzz";

bool is_basic(const Attached& member) {
  return member.scheme.signature() == "http basic";
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

}  // namespace

std::vector<Variant> lax_variants(const Attached& good, const Attached& never_issued) {
  if (is_basic(good)) {
    const auto colon = good.secret.find(':') + 1;
    return by_value(good.secret.substr(0, colon), good.secret.substr(colon));
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
