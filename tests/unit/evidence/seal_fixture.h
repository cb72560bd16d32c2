// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "base/encoding.h"
#include "document/json_writer.h"
#include "evidence/seal.h"

namespace sworn::evidence::seal_test {

using base::percent_encode;
using base::to_base64;
using base::to_base64url;
using document::quote_json;

inline const std::string key = "sk_live_9f8e7d6c5b4a/+=";
inline const std::string token = "k3Jd92LsPq81xZ0aT7";

inline Exchange exchange(const std::string& operation, const std::string& conversation = "victim") {
  Exchange e;
  e.interview = "handout";
  e.subject = operation;
  e.operation = operation;
  e.conversation = conversation;
  e.step = "logs in";
  e.request.method = "POST";
  e.request.url = "http://h/login";
  e.response = Response{200, "1.1", {}, "", false};
  return e;
}

inline Exchange with_request(const std::string& url,
                             const Headers& headers = {},
                             const std::string& body = "") {
  Exchange e = exchange("POST /login");
  e.request.url = url;
  e.request.headers = headers;
  e.request.body = body;
  return e;
}

inline Exchange with_response(const Headers& headers, const std::string& body = "") {
  Exchange e = exchange("POST /login");
  e.response->headers = headers;
  e.response->body = body;
  return e;
}

/// Every text of a transcript that is printed or recorded.
inline std::string all_text(const Transcript& transcript) {
  std::string text;
  for (const Exchange& e : transcript.exchanges) {
    text += e.request.url + "\n" + e.request.body + "\n";
    for (const auto& header : e.request.headers) text += header.name + ": " + header.value + "\n";
    if (!e.response) continue;
    for (const auto& header : e.response->headers) text += header.name + ": " + header.value + "\n";
    text += e.response->body + "\n";
  }
  for (const auto& [placeholder, entry] : transcript.ledger) {
    text += placeholder + " " + entry.placeholder + " " + entry.derived_from + "\n";
    for (const auto& [name, claim] : entry.claims) text += name + "=" + claim + "\n";
  }
  return text;
}

inline bool stands_in(const std::string& secret, const Transcript& transcript) {
  return all_text(transcript).find(secret) != std::string::npos;
}

/// A vault is neither copied nor moved.
struct VaultWith : Vault {
  VaultWith(const std::string& value, const std::string& name) { add(value, name); }
};

/// What `e` becomes when `alice.key` is the only secret.
inline Exchange sealed(const Exchange& e, const std::string& secret = key) {
  return seal({e}, VaultWith(secret, "alice.key")).exchanges.at(0);
}

inline std::string lower_triplets(std::string text) {
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {
    if (text[i] == '%') {
      std::transform(
          text.begin() + static_cast<std::ptrdiff_t>(i) + 1,
          text.begin() + static_cast<std::ptrdiff_t>(i) + 3,
          text.begin() + static_cast<std::ptrdiff_t>(i) + 1,
          [](char c) { return c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c; });
    }
  }
  return text;
}

}  // namespace sworn::evidence::seal_test
