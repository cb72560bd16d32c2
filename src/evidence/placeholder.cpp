// SPDX-License-Identifier: Apache-2.0
#include "evidence/placeholder.h"

#include <algorithm>
#include <cctype>

namespace sworn::evidence {
namespace {

/// Every text of an exchange that the seal touches, in the order of the wire.
template <typename SomeExchange, typename Visit>
void visit_texts(SomeExchange& exchange, Visit visit) {
  visit(exchange.request.url);
  for (auto& header : exchange.request.headers) {
    visit(header.name);
    visit(header.value);
  }
  visit(exchange.request.body);
  if (!exchange.response) return;
  for (auto& header : exchange.response->headers) {
    visit(header.name);
    visit(header.value);
  }
  visit(exchange.response->body);
}

}  // namespace

PlaceholderFinder::PlaceholderFinder(const Ledger& ledger) {
  for (const auto& [placeholder, entry] : ledger) {
    replacer_.add(placeholder, placeholder);
  }
}

std::vector<std::string> PlaceholderFinder::in(const Exchange& exchange) const {
  std::vector<std::string> found;
  visit_texts(exchange, [&](const std::string& text) {
    for (const Replacer::Hit& hit : replacer_.hits_in(text)) found.push_back(*hit.to);
  });
  return found;
}

PlaceholderRenamer::PlaceholderRenamer(const std::map<std::string, std::string>& names) {
  for (const auto& [from, to] : names) replacer_.add(from, to);
}

void PlaceholderRenamer::rename(Exchange& exchange) const {
  visit_texts(exchange, [&](std::string& text) { text = replacer_.apply(text); });
}

void PlaceholderRenamer::rename(LedgerEntry& entry) const {
  entry.placeholder = replacer_.apply(entry.placeholder);
  entry.derived_from = replacer_.apply(entry.derived_from);
  std::map<std::string, std::string> claims;
  for (const auto& [name, claim] : entry.claims) {
    claims.emplace(replacer_.apply(name), replacer_.apply(claim));
  }
  entry.claims = std::move(claims);
}

std::string unnumbered(const std::string& placeholder, const Ledger& ledger) {
  const std::size_t space = placeholder.rfind(' ');
  if (space == std::string::npos || !placeholder.ends_with('}')) return placeholder;
  const bool is_number = space + 2 < placeholder.size() &&
                         std::all_of(placeholder.begin() + static_cast<std::ptrdiff_t>(space) + 1,
                                     placeholder.end() - 1,
                                     [](unsigned char c) { return std::isdigit(c) != 0; });
  const std::string base = placeholder.substr(0, space) + "}";
  return is_number && ledger.contains(base) ? base : placeholder;
}

std::string numbered(const std::string& unnumbered, int number) {
  if (number <= 1) return unnumbered;
  return unnumbered.substr(0, unnumbered.size() - 1) + " " + std::to_string(number) + "}";
}

bool is_named_by_conversation(const std::string& placeholder) {
  return placeholder.starts_with("{session ") || placeholder.starts_with("{sent ");
}

}  // namespace sworn::evidence
