// SPDX-License-Identifier: Apache-2.0
#include "probe/honest_answer.h"

#include <algorithm>
#include <array>

#include "base/random.h"
#include "base/text.h"
#include "document/json_writer.h"
#include "http/header.h"
#include "http/media_type.h"
#include "probe/building.h"
#include "probe/serialise.h"
#include "schema/schema.h"
#include "spec/files.h"
#include "spec/property.h"

namespace sworn::probe {
namespace {

schema::Context context_of(const Contract& contract) {
  schema::Context context;
  context.dialect = dialect_of(contract);
  context.direction = schema::Direction::response;
  context.resolver = contract.files.get();
  return context;
}

/// The status that a key such as "200", "2XX" or "default" stands for, of class `family`.
int status_of(const std::string& key, int family) {
  if (key.size() == 3 && std::ranges::all_of(key, [](char c) { return c >= '0' && c <= '9'; })) {
    return std::stoi(key);
  }
  return key.size() == 3 && key.front() == static_cast<char>('0' + family) ? family * 100 : 0;
}

bool may_have_body(int status) {
  return status >= 200 && status != 204 && status != 205 && status != 304;
}

/// JSON first, then what is text, then the rest; null when nothing is declared.
const MediaType* preferred(const std::vector<MediaType>& content) {
  const MediaType* best = nullptr;
  int best_rank = 3;
  for (const MediaType& media : content) {
    const auto type = http::parse_media_type(media.type);
    const bool is_any = type && type->type == "*";
    const int rank = type && (http::is_json(*type) || is_any)               ? 0
                     : base::starts_with_ignoring_case(media.type, "text/") ? 1
                                                                            : 2;
    if (rank < best_rank) {
      best = &media;
      best_rank = rank;
    }
  }
  return best;
}

/// A type of a range (RFC 9110 §12.5.1), JSON where it may be.
std::string concrete(const std::string& range) {
  if (range.find('*') == std::string::npos) {
    return range;
  }
  const std::string type = base::to_lower(range.substr(0, range.find('/')));
  if (type == "*" || type == "application") {
    return "application/json";
  }
  return type == "text" ? "text/plain" : type + "/octet-stream";
}

const ResponseHeader* header_named(const Answer& answer, std::string_view name) {
  if (answer.declaration == nullptr) {
    return nullptr;
  }
  const auto found = std::ranges::find_if(
      answer.declaration->headers,
      [&](const ResponseHeader& header) { return base::equal_ignoring_case(header.name, name); });
  return found == answer.declaration->headers.end() ? nullptr : &*found;
}

class Rewriter {
 public:
  explicit Rewriter(const Replacement& replacement) : replacement_(replacement) {}

  void write(const document::Node& node, std::string_view name, const std::string& pointer) {
    if (node.is_mapping()) {
      writer_.begin_object();
      for (const document::Entry& entry : node.entries()) {
        writer_.key(entry.key);
        write(*entry.value, entry.key, pointer + "/" + document::escape_pointer(entry.key));
      }
      writer_.end_object();
    } else if (node.is_sequence()) {
      writer_.begin_array();
      for (std::size_t i = 0; i < node.items().size(); ++i) {
        write(*node.items()[i], name, pointer + "/" + std::to_string(i));
      }
      writer_.end_array();
    } else if (const auto other = replacement_(name, node, pointer)) {
      writer_.raw(*other);
    } else {
      writer_.node(node);
    }
  }

  [[nodiscard]] std::string take() { return writer_.take(); }

 private:
  const Replacement& replacement_;
  document::JsonWriter writer_{0};
};

/// An example may hold what is declared as writeOnly; an answer may not.
std::string without_write_only(const Contract& contract,
                               const document::Node& schema,
                               const std::string& json) {
  const auto parsed = document::parse_json(json, "answer");
  if (!parsed) {
    return json;
  }
  const auto left_out = spec::flagged_members(contract, &schema, parsed->root(), "writeOnly");
  if (left_out.empty()) {
    return json;
  }
  document::JsonWriter writer(0);
  const auto write =
      [&](const auto& self, const document::Node& node, const std::string& place) -> void {
    if (node.is_mapping()) {
      writer.begin_object();
      for (const document::Entry& entry : node.entries()) {
        const std::string at = place + "/" + document::escape_pointer(entry.key);
        if (std::ranges::find(left_out, at) == left_out.end()) {
          writer.key(entry.key);
          self(self, *entry.value, at);
        }
      }
      writer.end_object();
    } else if (node.is_sequence()) {
      writer.begin_array();
      for (std::size_t i = 0; i < node.items().size(); ++i) {
        self(self, *node.items()[i], place + "/" + std::to_string(i));
      }
      writer.end_array();
    } else {
      writer.node(node);
    }
  };
  write(write, parsed->root(), "");
  return writer.take();
}

}  // namespace

std::string replaced(const std::string& json, const Replacement& replacement) {
  const auto parsed = document::parse_json(json, "answer");
  if (!parsed) {
    return json;
  }
  Rewriter rewriter(replacement);
  rewriter.write(parsed->root(), "", "");
  return rewriter.take();
}

Answer AnswerMaker::answer(const Operation& operation,
                           int status,
                           const ResponseDeclaration* declaration,
                           std::string_view salt) const {
  Answer made;
  made.status = status;
  made.declaration = declaration;
  made.headers.push_back({"Cache-Control", "no-store"});
  if (declaration == nullptr || !may_have_body(status) || declaration->content.empty()) {
    return made;
  }
  made.media = preferred(declaration->content);
  if (made.media == nullptr) {
    return made;
  }
  if (made.media->schema == nullptr) {
    made.json = made.media->example != nullptr ? document::to_json(*made.media->example) : "{}";
    return made;
  }
  const std::uint64_t seed = base::hash_of(std::to_string(seed_) + " " + operation.key() + " " +
                                           std::to_string(status) + " " + std::string(salt));
  const auto json = schema::generate(*made.media->schema, context_of(contract_), seed);
  made.json = json ? without_write_only(contract_, *made.media->schema, *json) : "{}";
  return made;
}

Answer AnswerMaker::success(const Operation& operation, std::string_view salt) const {
  for (const int family : {2, 3}) {
    for (const ResponseDeclaration& response : operation.responses) {
      const int status = status_of(response.status, family);
      if (status / 100 == family) {
        return answer(operation, status, &response, salt);
      }
    }
  }
  return answer(operation, 200, operation.response_for(200), salt);
}

Answer AnswerMaker::refusal(const Operation& operation) const {
  for (const ResponseDeclaration& response : operation.responses) {
    // Of the others these speak of the request, the pace or the account (RFC 9110 §15.5, RFC 6585).
    static constexpr std::array<int, 14> unfit{
        402, 405, 406, 408, 411, 412, 413, 414, 415, 416, 417, 423, 428, 429};
    const int status = status_of(response.status, 0);
    const bool has_better =
        operation.response_for(401) != nullptr || operation.response_for(403) != nullptr;
    if (status / 100 == 4 && !has_better && std::ranges::find(unfit, status) == unfit.end()) {
      return answer(operation, status, &response, "");
    }
  }
  return failure(operation, {401, 403, 401});
}

Answer AnswerMaker::failure(const Operation& operation, const std::vector<int>& wanted) const {
  for (const int status : wanted) {
    const std::string key = std::to_string(status);
    if (std::ranges::any_of(operation.responses,
                            [&](const ResponseDeclaration& r) { return r.status == key; })) {
      return answer(operation, status, operation.response_for(status), "");
    }
  }
  return answer(operation, wanted.back(), operation.response_for(wanted.back()), "");
}

bool AnswerMaker::is_valid(const Answer& answer, const std::string& json) const {
  if (answer.media == nullptr || answer.media->schema == nullptr) {
    return true;
  }
  const auto parsed = document::parse_json(json, "answer");
  return parsed &&
         schema::validate(*answer.media->schema, parsed->root(), context_of(contract_), 1).empty();
}

bool AnswerMaker::is_valid_header(const Answer& answer,
                                  std::string_view name,
                                  const std::string& text) const {
  const ResponseHeader* header = header_named(answer, name);
  if (header == nullptr || header->schema == nullptr) {
    return true;
  }
  const auto parsed = document::parse_json(document::quote_json(text), "header");
  return parsed &&
         schema::validate(*header->schema, parsed->root(), context_of(contract_), 1).empty();
}

bool AnswerMaker::declares_header(const Answer& answer, std::string_view name) const {
  return header_named(answer, name) != nullptr;
}

bool AnswerMaker::requires_header(const Answer& answer, std::string_view name) const {
  const ResponseHeader* header = header_named(answer, name);
  return header != nullptr && header->is_required;
}

std::string AnswerMaker::challenge(const Operation& operation, const Answer& answer) const {
  std::vector<std::string> texts;
  for (const Alternative& alternative : operation.requirement.any_of) {
    for (const SchemeUse& use : alternative.all_of) {
      const Scheme* scheme = contract_.scheme(use.scheme);
      const std::string signature = scheme != nullptr ? scheme->signature() : "";
      texts.emplace_back(
          signature == "http basic" ? "Basic realm=\"api\""
          : signature == "http digest"
              ? "Digest realm=\"api\", qop=\"auth\", algorithm=SHA-256, nonce=\"honest\""
          : signature == "http bearer" ? "Bearer realm=\"api\""
                                       : "ApiKey realm=\"api\"");
    }
  }
  texts.emplace_back("Bearer realm=\"api\"");
  const auto fit = std::ranges::find_if(texts, [&](const std::string& text) {
    return is_valid_header(answer, "WWW-Authenticate", text);
  });
  return fit == texts.end() ? texts.front() : *fit;
}

void AnswerMaker::add_required_headers(const Operation& operation, Answer& answer) const {
  const auto is_there = [&](std::string_view name) {
    return http::find_header(answer.headers, name).has_value();
  };
  if (answer.status == 401 && !is_there("WWW-Authenticate")) {
    answer.headers.push_back(
        {"WWW-Authenticate", challenge(operation, answer)});  // RFC 9110 §15.5.2
  }
  if (answer.declaration == nullptr) {
    return;
  }
  for (const ResponseHeader& header : answer.declaration->headers) {
    if (!header.is_required || is_there(header.name) ||
        base::equal_ignoring_case(header.name, "Content-Type")) {
      continue;
    }
    std::string text = "1";
    if (header.schema != nullptr) {
      const auto json = schema::generate(
          *header.schema, context_of(contract_), base::hash_of(operation.key() + header.name));
      const auto parsed =
          json ? document::parse_json(*json, "header") : Result<document::Document>(Error{});
      if (parsed) {
        Parameter simple;
        simple.place = Place::header;
        simple.style = "simple";
        text = serialise(simple, ParameterValue::of(parsed->root()));
      }
    }
    answer.headers.push_back({header.name, text});
  }
}

Response AnswerMaker::finish(const Operation& operation, Answer answer) const {
  add_required_headers(operation, answer);
  Response response;
  response.status = answer.status;
  response.http_version = "1.1";
  response.headers = std::move(answer.headers);
  if (answer.media == nullptr) {
    return response;
  }
  const std::string type = concrete(answer.media->type);
  response.headers.push_back({"Content-Type", type});
  response.body = answer.json;
  if (!http::is_json(type)) {
    if (const auto parsed = document::parse_json(answer.json, "answer");
        parsed && parsed->root().is_string()) {
      response.body = parsed->root().text();
    }
  }
  return response;
}

}  // namespace sworn::probe
