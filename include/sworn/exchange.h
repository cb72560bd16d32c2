// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sworn {

struct Header {
  std::string name;
  std::string value;

  friend bool operator==(const Header&, const Header&) = default;
};

/// In the order of the wire, repeated fields kept apart (RFC 9110 §5.3).
using Headers = std::vector<Header>;

struct Request {
  std::string method;
  std::string url;
  Headers headers;  ///< as really sent, those that the transport adds included
  std::string body;

  friend bool operator==(const Request&, const Request&) = default;
};

struct Response {
  int status = 0;
  std::string http_version;
  Headers headers;
  std::string body;
  bool is_cut = false;  ///< the body went beyond the limit or ended early

  friend bool operator==(const Response&, const Response&) = default;
};

/// Why there is no response.
enum class Failure { none, unreachable, timeout, broken, tls, stopped, not_asked };

[[nodiscard]] std::string_view name_of(Failure failure);

enum class CredentialState {
  good,          ///< as configured, or as a login handed it out
  never_issued,  ///< the shape of a real one, known to nobody
  broken,        ///< a shape that no real one has
  carrier,       ///< a session identifier of some answer, or one that we invented
  altered        ///< a good one that we changed: CredentialUse::how says what is different
};

/// One credential that a request carried.
struct CredentialUse {
  std::string holder;     ///< the identity whose it is, or is modelled on
  std::string signature;  ///< Scheme::signature(): where and how it travelled
  CredentialState state = CredentialState::good;
  std::string carrier =
      {};  ///< of a carrier: where an answer handed it out, "cookie sid", "json /token"
  std::string how = {};  ///< of an altered one: "truncated", "signed with alg none"

  friend bool operator==(const CredentialUse&, const CredentialUse&) = default;
};

/// The interview of exchanges that nobody held: those of a recording from elsewhere.
inline constexpr std::string_view recorded_interview = "recorded";

/// One request and its response, or why there was none. The name (interview, subject, round,
/// conversation, step) is unique within a run and equal in every run of the same spec and
/// configuration.
struct Exchange {
  int id = 0;  ///< from 1, in the order of the sorted transcript; given by the seal
  std::string interview;
  std::string subject;  ///< the operation key that the interview is about, or "*"
  int round = 1;
  std::string conversation;
  std::string step;
  std::string operation;  ///< the operation key that was asked, or "" for an invented path
  std::string identity;   ///< "" when nobody's credential was used
  std::vector<CredentialUse> credentials;

  Request request;
  std::optional<Response> response;
  Failure failure = Failure::none;
  std::string reason;  ///< of a failure or a question not asked; no server text

  double started_ms = 0;  ///< since the start of the run
  double duration_ms = 0;

  [[nodiscard]] std::string name() const;
  /// The status, or 0 where there is no response.
  [[nodiscard]] int status() const { return response ? response->status : 0; }

  friend bool operator==(const Exchange&, const Exchange&) = default;
};

}  // namespace sworn
