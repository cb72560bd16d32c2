// SPDX-License-Identifier: Apache-2.0
#include "schema/sample_format.h"

#include <algorithm>

#include "base/encoding.h"

namespace sworn::schema {
namespace {

constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view hex_digits = "0123456789abcdef";

std::string two_digits(std::uint64_t value) {
  std::string digits(value < 10 ? 1 : 0, '0');
  digits += std::to_string(value);
  return digits;
}

std::string date(base::RandomStream& random) {
  return std::to_string(2020 + random.below(10)) + "-" + two_digits(1 + random.below(12)) + "-" +
         two_digits(1 + random.below(28));
}

std::string time(base::RandomStream& random) {
  return two_digits(random.below(24)) + ":" + two_digits(random.below(60)) + ":" +
         two_digits(random.below(60)) + "Z";
}

std::string uuid(base::RandomStream& random) {
  // Version 4, variant 1 (RFC 9562 §5.4).
  return random.draw(hex_digits, 8) + "-" + random.draw(hex_digits, 4) + "-4" +
         random.draw(hex_digits, 3) + "-" + random.draw("89ab", 1) + random.draw(hex_digits, 3) +
         "-" + random.draw(hex_digits, 12);
}

/// Letters between two fixed parts so that the whole has the length, when that can be.
std::string filled(std::string_view before,
                   std::size_t usual,
                   std::string_view after,
                   Length length,
                   base::RandomStream& random) {
  const std::size_t fixed = before.size() + after.size();
  const std::size_t least = length.least > fixed ? length.least - fixed : 1;
  const std::size_t most = length.most > fixed ? length.most - fixed : 1;
  const std::size_t count = std::min(std::max(usual, least), std::max(most, std::size_t{1}));
  return std::string(before) + random.draw(letters, count) + std::string(after);
}

std::string email(Length length, base::RandomStream& random) {
  constexpr std::string_view domain = "@example.com";
  if (length.most < domain.size() + 1) return filled("", 1, "@a.b", length, random);
  return filled("", 8, domain, length, random);
}

std::string base64(Length length, base::RandomStream& random) {
  constexpr std::size_t usual = 12;
  const std::size_t wanted = std::max(length.least, std::min(length.most, usual));
  const std::size_t groups = std::min((wanted + 3) / 4, length.most / 4);
  return base::to_base64(random.draw(letters, groups * 3));
}

}  // namespace

std::string sample_word(Length length, base::RandomStream& random) {
  constexpr std::size_t usual = 8;
  return random.draw(letters, std::min(std::max(usual, length.least), length.most));
}

std::optional<std::string> sample_format(std::string_view format,
                                         Length length,
                                         base::RandomStream& random) {
  if (format == "date") return date(random);
  if (format == "time") return time(random);
  if (format == "date-time") return date(random) + "T" + time(random);
  if (format == "duration") return random.draw("P", 1) + random.draw("123456789", 1) + "D";
  if (format == "uuid") return uuid(random);
  if (format == "email" || format == "idn-email") return email(length, random);
  if (format == "hostname" || format == "idn-hostname")
    return filled("", 8, ".example.com", length, random);
  if (format == "ipv4") return "192.0.2." + std::to_string(1 + random.below(254));
  if (format == "ipv6") return "2001:db8::" + random.draw("123456789abcdef", 3);
  if (format == "uri" || format == "url" || format == "iri") {
    return filled("https://example.com/", 8, "", length, random);
  }
  if (format == "uri-reference" || format == "iri-reference" || format == "uri-template" ||
      format == "json-pointer") {
    return filled("/", 8, "", length, random);
  }
  if (format == "relative-json-pointer") return filled("0/", 8, "", length, random);
  if (format == "regex") return filled("^", 4, "$", length, random);
  if (format == "byte") return base64(length, random);
  return std::nullopt;
}

}  // namespace sworn::schema
