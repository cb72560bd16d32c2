// SPDX-License-Identifier: Apache-2.0
#include "diff/review/reading.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "document/node.h"
#include "spec/files.h"

namespace sworn::diff {
namespace {

void add_mentions(const Requirement& requirement,
                  const Operation* operation,
                  std::vector<Mention>& mentions) {
  for (const Alternative& alternative : requirement.any_of) {
    for (const SchemeUse& use : alternative.all_of) {
      mentions.push_back({&use, &requirement, operation});
    }
  }
}

bool names_scheme(const Requirement& requirement, const Scheme& scheme) {
  return std::ranges::any_of(requirement.any_of, [&](const Alternative& alternative) {
    return std::ranges::find(alternative.all_of, scheme.name, &SchemeUse::scheme) !=
           alternative.all_of.end();
  });
}

bool is_named_by_any(const std::vector<Operation>& operations, const Scheme& scheme) {
  return std::ranges::any_of(
      operations, [&](const Operation& o) { return names_scheme(o.requirement, scheme); });
}

bool has_security(const document::Node* node) {
  return node != nullptr && node->find("security") != nullptr;
}

/// What is no list was meant to ask for something, and is told as such.
bool asks(const Operation& operation) {
  const Requirement& requirement = operation.requirement;
  return requirement.is_secured() || requirement.is_optional() ||
         (has_security(operation.node) && requirement.source != RequirementSource::operation);
}

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-' || c == '.' || c == '$' || static_cast<unsigned char>(c) >= 0x80U;
}

}  // namespace

std::vector<Mention> mentions_of(const Contract& contract) {
  std::vector<Mention> mentions;
  add_mentions(contract.root_requirement, nullptr, mentions);
  add_mentions_in(contract.operations, mentions);
  return mentions;
}

void add_mentions_in(const std::vector<Operation>& operations, std::vector<Mention>& mentions) {
  for (const Operation& operation : operations) {
    if (operation.requirement.source == RequirementSource::operation) {
      add_mentions(operation.requirement, &operation, mentions);
    }
  }
}

void tell_once(Statement statement, std::vector<Statement>& statements) {
  for (auto told = statements.rbegin();
       told != statements.rend() && told->operation == statement.operation;
       ++told) {
    if (told->scheme == statement.scheme && told->detail == statement.detail) return;
  }
  statements.push_back(std::move(statement));
}

bool is_required(const Contract& contract, const Scheme& scheme) {
  return names_scheme(contract.root_requirement, scheme) ||
         is_named_by_any(contract.operations, scheme) ||
         is_named_by_any(contract.webhooks, scheme) || is_named_by_any(contract.callbacks, scheme);
}

bool asks_for_credentials(const Contract& contract) {
  return std::ranges::any_of(contract.operations, [](const Operation& operation) {
    return operation.requirement.is_secured() || operation.requirement.is_optional();
  });
}

bool has_scheme_for_operations(const Contract& contract) {
  return std::ranges::any_of(contract.schemes, [&](const Scheme& scheme) {
    return !is_named_by_any(contract.webhooks, scheme) &&
           !is_named_by_any(contract.callbacks, scheme);
  });
}

bool leaves_security_open(const Contract& contract) {
  if (contract.files == nullptr || contract.operations.empty() ||
      has_security(&contract.files->root()) || std::ranges::any_of(contract.operations, asks)) {
    return false;
  }
  const auto is_silent = [](const Operation& operation) { return !has_security(operation.node); };
  return has_scheme_for_operations(contract) ? std::ranges::any_of(contract.operations, is_silent)
                                             : std::ranges::all_of(contract.operations, is_silent);
}

std::vector<std::string> template_names(std::string_view path) {
  path = path.substr(0, path.find_first_of("?#"));
  std::vector<std::string> names;
  for (std::size_t open = path.find('{'); open != std::string_view::npos;) {
    const std::size_t close = path.find('}', open);
    if (close == std::string_view::npos) break;
    std::string_view name = path.substr(open + 1, close - open - 1);
    while (!name.empty() && !is_word(name.front())) name.remove_prefix(1);
    const auto* const end =
        std::ranges::find_if(name, [](char c) { return !is_word(c) && c != ' '; });
    names.emplace_back(base::trim(name.substr(0, static_cast<std::size_t>(end - name.begin()))));
    open = path.find('{', close);
  }
  return names;
}

std::string host_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return "";
  std::string_view rest = url.substr(scheme + 3);
  rest = rest.substr(0, rest.find_first_of("/?#"));
  if (const std::size_t user = rest.rfind('@'); user != std::string_view::npos) {
    rest.remove_prefix(user + 1);
  }
  if (rest.starts_with('[')) return base::to_lower(rest.substr(0, rest.find(']') + 1));
  return base::to_lower(rest.substr(0, rest.find(':')));
}

bool is_cleartext(std::string_view url) {
  if (!base::starts_with_ignoring_case(url, "http://") &&
      !base::starts_with_ignoring_case(url, "ws://")) {
    return false;
  }
  const std::string host = host_of(url);
  // RFC 6761 §6.3: names under localhost stay on the machine; 0.0.0.0 is what a server binds to.
  return !(host.empty() || host == "localhost" || host.ends_with(".localhost") ||
           host.starts_with("127.") || host == "[::1]" || host == "0.0.0.0");
}

bool is_private_host(const std::string& host) {
  static constexpr std::array<std::string_view, 11> endings{".local",
                                                            ".internal",
                                                            ".lan",
                                                            ".test",
                                                            ".example",
                                                            ".invalid",
                                                            ".corp",
                                                            ".example.com",
                                                            ".example.org",
                                                            ".example.net",
                                                            ".home.arpa"};
  const bool is_reserved =
      std::ranges::any_of(endings, [&](std::string_view e) { return ("." + host).ends_with(e); });
  const auto is_in_172 = [&] {
    if (!host.starts_with("172.")) return false;
    const std::string second = host.substr(4, host.find('.', 4) - 4);
    return second.size() == 2 && second >= "16" && second <= "31";
  };
  return is_reserved || host.find('.') == std::string::npos ||
         host.find('{') != std::string::npos || host.starts_with("10.") ||
         host.starts_with("192.168.") || is_in_172();
}

Location place_in(const Contract& contract, const document::Node& node, std::string_view key) {
  return contract.files == nullptr ? Location{} : contract.files->locate(node, node.mark_of(key));
}

std::string some_of(const std::vector<std::string>& items) {
  constexpr std::size_t most = 3;
  const std::vector<std::string> first(
      items.begin(), items.begin() + static_cast<std::ptrdiff_t>(std::min(items.size(), most)));
  std::string text = base::join(first, ", ");
  if (items.size() > most) text += " and " + std::to_string(items.size() - most) + " more";
  return text;
}

}  // namespace sworn::diff
