// SPDX-License-Identifier: Apache-2.0
#include "report/json_exchange.h"

namespace sworn::report {
namespace {

using document::JsonWriter;

const char* state_name(CredentialState state) {
  switch (state) {
    case CredentialState::good:
      return "good";
    case CredentialState::never_issued:
      return "never-issued";
    case CredentialState::broken:
      return "broken";
    case CredentialState::carrier:
      return "carrier";
    case CredentialState::altered:
      return "altered";
  }
  return "good";
}

void write_headers(JsonWriter& writer, const Headers& headers) {
  writer.key("headers").begin_array();
  for (const Header& header : headers) {
    writer.begin_object().member("name", header.name).member("value", header.value).end_object();
  }
  writer.end_array();
}

void write_credentials(JsonWriter& writer, const Exchange& exchange) {
  writer.key("credentials").begin_array();
  for (const CredentialUse& use : exchange.credentials) {
    writer.begin_object();
    writer.member("holder", use.holder);
    writer.member("signature", use.signature);
    writer.member("state", state_name(use.state));
    if (!use.how.empty()) {
      writer.member("how", use.how);
    }
    writer.end_object();
  }
  writer.end_array();
}

void write_response(JsonWriter& writer, const std::optional<Response>& response) {
  writer.key("response");
  if (!response) {
    writer.null();
    return;
  }
  writer.begin_object();
  writer.member("status", std::int64_t{response->status});
  write_headers(writer, response->headers);
  writer.member("body", response->body);
  writer.member("cut", response->is_cut);
  writer.end_object();
}

}  // namespace

void write_exchange(JsonWriter& writer, const Exchange& exchange) {
  writer.begin_object();
  writer.member("id", std::int64_t{exchange.id});
  writer.member("interview", exchange.interview);
  writer.member("subject", exchange.subject);
  writer.member("round", std::int64_t{exchange.round});
  writer.member("conversation", exchange.conversation);
  writer.member("step", exchange.step);
  writer.member("operation", exchange.operation);
  writer.member("as", exchange.identity);
  write_credentials(writer, exchange);
  writer.key("request").begin_object();
  writer.member("method", exchange.request.method);
  writer.member("url", exchange.request.url);
  write_headers(writer, exchange.request.headers);
  writer.member("body", exchange.request.body);
  writer.end_object();
  write_response(writer, exchange.response);
  writer.member("failure", name_of(exchange.failure));
  if (!exchange.reason.empty()) writer.member("reason", exchange.reason);
  writer.key("started_ms").number(exchange.started_ms);
  writer.key("duration_ms").number(exchange.duration_ms);
  writer.end_object();
}

}  // namespace sworn::report
