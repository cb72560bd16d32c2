// SPDX-License-Identifier: Apache-2.0
#include "diff/overlay_response.h"

#include <algorithm>
#include <array>

#include "document/json_writer.h"
#include "http/header.h"
#include "http/media_type.h"

namespace sworn::diff {
namespace {

constexpr std::size_t longest_type = 127;  // RFC 6838 §4.2

/// What a status means to the caller (RFC 9110 §15, RFC 6585 §4).
std::string description_of(int status) {
  static constexpr std::array<std::pair<int, const char*>, 12> known{
      {{200, "Success."},
       {201, "It was created."},
       {202, "It was accepted and is not done yet."},
       {204, "Success, with nothing to say."},
       {304, "It has not changed."},
       {400, "The request is malformed."},
       {401, "A valid credential is missing."},
       {403, "The credential does not suffice."},
       {404, "It does not exist, or not for this caller."},
       {409, "It conflicts with the present state."},
       {422, "The content cannot be processed."},
       {429, "Too many requests."}}};
  const auto* const found = std::ranges::find(known, status, &std::pair<int, const char*>::first);
  return found != known.end() ? found->second
                              : "Status " + std::to_string(status) + ", as observed.";
}

std::string type_of(const Response& response) {
  const auto field = http::find_header(response.headers, "Content-Type");
  const auto type = field ? http::parse_media_type(*field) : std::nullopt;
  const bool is_concrete = type && http::is_token(type->type) && http::is_token(type->subtype) &&
                           type->essence().find('*') == std::string::npos &&
                           type->essence().size() <= longest_type;
  return is_concrete && !response.body.empty() ? type->essence() : "";
}

void write_header(document::JsonWriter& json, const char* name, const char* type, bool is_swagger) {
  json.key(name).begin_object();
  if (is_swagger) {
    json.member("type", type);
  } else {
    json.key("schema").begin_object().member("type", type).end_object();
  }
  json.end_object();
}

}  // namespace

SeenResponses seen_responses(const Transcript& transcript) {
  SeenResponses seen;
  for (const Exchange& exchange : transcript.exchanges) {
    if (exchange.operation.empty() || !exchange.response) continue;
    SeenResponse& one = seen[{exchange.operation, exchange.status()}];
    const Response& response = *exchange.response;
    if (std::string type = type_of(response); !type.empty()) one.types.insert(std::move(type));
    one.has_challenge |= http::find_header(response.headers, "WWW-Authenticate").has_value();
    one.has_retry_after |= http::find_header(response.headers, "Retry-After").has_value();
  }
  return seen;
}

std::string response_object(int status, const SeenResponse& seen, SpecVersion version) {
  const bool is_swagger = version == SpecVersion::swagger_2_0;
  document::JsonWriter json(0);
  json.begin_object().member("description", description_of(status));
  const bool has_challenge = seen.has_challenge && status == 401;
  if (has_challenge || seen.has_retry_after) {
    json.key("headers").begin_object();
    if (has_challenge) write_header(json, "WWW-Authenticate", "string", is_swagger);
    // Seconds or a date (RFC 9110 §10.2.3).
    if (seen.has_retry_after) write_header(json, "Retry-After", "string", is_swagger);
    json.end_object();
  }
  // In Swagger 2.0 the media types stand at the operation, for all of its responses.
  if (!seen.types.empty() && !is_swagger) {
    json.key("content").begin_object();
    for (const std::string& type : seen.types) json.key(type).begin_object().end_object();
    json.end_object();
  }
  json.end_object();
  return json.take();
}

}  // namespace sworn::diff
