// SPDX-License-Identifier: Apache-2.0
#include "evidence/sample.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <optional>
#include <set>
#include <string_view>
#include <unordered_set>

#include "base/encoding.h"
#include "base/hash.h"

namespace sworn::evidence {
namespace {

/// Fewer values may grow by chance.
constexpr std::size_t enough = 5;

bool all_of_class(const std::set<char>& characters, int (*is_member)(int)) {
  return std::ranges::all_of(characters,
                             [&](char c) { return is_member(static_cast<unsigned char>(c)) != 0; });
}

double bits_per_character(const std::set<char>& characters) {
  if (all_of_class(characters, [](int c) { return std::isdigit(c); })) return std::log2(10);
  if (all_of_class(characters, [](int c) { return std::isxdigit(c); })) return 4;
  const bool is_one_case =
      all_of_class(characters, [](int c) { return std::isdigit(c) | std::islower(c); }) ||
      all_of_class(characters, [](int c) { return std::isdigit(c) | std::isupper(c); });
  if (is_one_case) return std::log2(36);
  return 6;
}

bool are_digits(std::string_view text) {
  return !text.empty() &&
         std::ranges::all_of(text, [](unsigned char c) { return std::isdigit(c) != 0; });
}

int varying_bits_of(const std::vector<Drawn>& drawn) {
  std::size_t longest = 0;
  for (const Drawn& one : drawn) {
    longest = std::max(longest, one.value.size());
  }
  // A number that grows longer keeps its last digit in the last place.
  const bool are_numbers =
      std::ranges::all_of(drawn, [](const Drawn& one) { return are_digits(one.value); });
  int places = 0;
  std::set<char> characters;
  for (std::size_t place = 0; place < longest; ++place) {
    std::set<char> here;
    bool is_missing = false;
    for (const Drawn& one : drawn) {
      const std::size_t shift = are_numbers ? longest - one.value.size() : 0;
      if (place < shift || place - shift >= one.value.size()) {
        is_missing = true;
      } else {
        here.insert(one.value[place - shift]);
      }
    }
    if (here.size() + (is_missing ? 1U : 0U) > 1) {
      ++places;
      characters.merge(here);
    }
  }
  return places == 0 ? 0 : static_cast<int>(places * bits_per_character(characters));
}

std::optional<std::int64_t> number_in(std::string_view text, int base) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, base);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(number)
                                                                  : std::nullopt;
}

/// What of each value is left without the beginning and the end that all share; of a number all of
/// its digits.
std::vector<std::string_view> differing_parts(const std::vector<Drawn>& drawn) {
  const std::string& model = drawn.front().value;
  std::size_t before = model.size();
  std::size_t behind = before;
  for (const Drawn& one : drawn) {
    const auto [a, b] = std::ranges::mismatch(model, one.value);
    before = std::min(before, static_cast<std::size_t>(a - model.begin()));
    std::size_t same = 0;
    while (same < std::min(model.size(), one.value.size()) &&
           model[model.size() - 1 - same] == one.value[one.value.size() - 1 - same]) {
      ++same;
    }
    behind = std::min(behind, same);
  }
  const auto is_hex = [](char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0; };
  while (before > 0 && is_hex(model[before - 1])) --before;
  while (behind > 0 && is_hex(model[model.size() - behind])) --behind;
  std::vector<std::string_view> parts;
  for (const Drawn& one : drawn) {
    const std::string_view value = one.value;
    parts.push_back(before + behind < value.size()
                        ? value.substr(before, value.size() - before - behind)
                        : std::string_view());
  }
  return parts;
}

/// The values as numbers that only grow; empty when they are none.
std::vector<std::int64_t> rising_numbers(const std::vector<Drawn>& drawn) {
  const auto parts = differing_parts(drawn);
  for (const int base : {10, 16}) {
    std::vector<std::int64_t> numbers;
    for (const std::string_view part : parts) {
      const auto number = number_in(part, base);
      if (!number || (!numbers.empty() && *number <= numbers.back())) {
        break;
      }
      numbers.push_back(*number);
    }
    if (numbers.size() == drawn.size()) {
      return numbers;
    }
  }
  return {};
}

bool follows_the_clock(const std::vector<Drawn>& drawn, const std::vector<std::int64_t>& numbers) {
  const double time = drawn.back().at_ms - drawn.front().at_ms;
  const auto way = static_cast<double>(numbers.back() - numbers.front());
  if (time <= 0) {
    return false;
  }
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    const double expected = way * (drawn[i].at_ms - drawn.front().at_ms) / time;
    const auto real = static_cast<double>(numbers[i] - numbers.front());
    if (std::abs(expected - real) > way * 0.1) {
      return false;
    }
  }
  return true;
}

/// The raw digests of small numbers, made once: every seal asks for them.
const std::unordered_set<std::string>& digests_of_numbers(base::HashKind kind) {
  constexpr int most = 5000;
  const auto made = [](base::HashKind one) {
    std::unordered_set<std::string> digests;
    for (int number = 0; number < most; ++number) {
      digests.insert(base::digest(one, std::to_string(number)));
    }
    return digests;
  };
  static const auto md5 = made(base::HashKind::md5);
  static const auto sha1 = made(base::HashKind::sha1);
  static const auto sha256 = made(base::HashKind::sha256);
  return kind == base::HashKind::md5 ? md5 : kind == base::HashKind::sha1 ? sha1 : sha256;
}

/// Digests of small numbers, as a database's row ids are hashed for looks.
bool are_digests_of_a_counter(const std::vector<Drawn>& drawn) {
  const std::size_t length = drawn.front().value.size();
  const auto kind = length == 32   ? std::optional(base::HashKind::md5)
                    : length == 40 ? std::optional(base::HashKind::sha1)
                    : length == 64 ? std::optional(base::HashKind::sha256)
                                   : std::nullopt;
  if (!kind) {
    return false;
  }
  const auto& digests = digests_of_numbers(*kind);
  const auto found = std::ranges::count_if(drawn, [&](const Drawn& one) {
    const auto bytes = base::from_hex(one.value);
    return bytes && digests.contains(*bytes);
  });
  return found >= static_cast<std::ptrdiff_t>(enough);
}

}  // namespace

Sample measured(std::vector<Drawn> drawn) {
  std::ranges::stable_sort(drawn, {}, &Drawn::at_ms);
  std::set<std::string> known;
  std::erase_if(drawn, [&](const Drawn& one) { return !known.insert(one.value).second; });
  Sample sample;
  sample.size = static_cast<int>(drawn.size());
  if (drawn.empty()) {
    return sample;
  }
  sample.varying_bits = varying_bits_of(drawn);
  if (drawn.size() < enough) {
    return sample;
  }
  constexpr std::int64_t small_step = 1000;
  if (const auto numbers = rising_numbers(drawn); !numbers.empty()) {
    bool is_by_small_steps = true;
    for (std::size_t i = 1; i < numbers.size(); ++i) {
      is_by_small_steps = is_by_small_steps && numbers[i] - numbers[i - 1] <= small_step;
    }
    sample.pattern = is_by_small_steps                   ? "counter"
                     : follows_the_clock(drawn, numbers) ? "clock"
                                                         : "";
  } else if (are_digests_of_a_counter(drawn)) {
    sample.pattern = "counter";
    sample.varying_bits = std::min(sample.varying_bits, 14);
  }
  return sample;
}

std::string alphabet_of(std::string_view value) {
  const auto all = [&](auto is_member) { return std::ranges::all_of(value, is_member); };
  if (all([](unsigned char c) { return std::isdigit(c) != 0; })) return "digits";
  if (all([](unsigned char c) { return std::isxdigit(c) != 0; })) return "hex";
  if (all([](unsigned char c) { return std::isalnum(c) != 0 || c == '-' || c == '_'; }))
    return "base64url";
  if (all([](unsigned char c) { return std::isalnum(c) != 0 || c == '+' || c == '/' || c == '='; }))
    return "base64";
  return "printable";
}

void note_samples(const Samples& samples,
                  const std::map<std::string, std::string>& placeholders,
                  std::map<std::string, LedgerEntry>& ledger) {
  for (const auto& [place, all] : samples) {
    std::vector<Drawn> drawn;
    std::ranges::copy_if(all, std::back_inserter(drawn), [&](const Drawn& one) {
      return placeholders.at(one.value).starts_with("{session ");
    });
    const Sample sample = measured(drawn);
    for (const Drawn& one : drawn) {
      LedgerEntry& entry = ledger.at(placeholders.at(one.value));
      if (sample.size > entry.sample_size) {
        entry.sample_size = sample.size;
        entry.varying_bits = sample.varying_bits;
        entry.sample_pattern = sample.pattern;
      }
    }
  }
}

}  // namespace sworn::evidence
