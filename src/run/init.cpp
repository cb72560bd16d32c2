// SPDX-License-Identifier: Apache-2.0
#include "run/init.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <span>
#include <vector>

#include "base/text.h"
#include "document/json_writer.h"
#include "document/node.h"
#include "spec/files.h"
#include "spec/purpose.h"

namespace sworn::run {
namespace {

constexpr std::size_t most_names = 30;
constexpr const char* usual_url = "http://127.0.0.1:8080";

/// A YAML scalar or key that stands for exactly `text`. A JSON string is one (YAML 1.2 §1.3).
std::string quoted(std::string_view text) {
  return document::quote_json(base::replace_all(std::string(text), "${", "$${"));
}

/// A key: bare where that is unmistakable.
std::string key(std::string_view text) {
  const bool is_bare = !text.empty() && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  });
  return is_bare ? std::string(text) : document::quote_json(text);
}

/// Text of the document for a comment.
std::string remark(std::string_view text) {
  return base::printable(base::shorten(text, 80));
}

/// "ALICE_API_KEY_AUTH" of "alice" and "ApiKeyAuth", quoted as a reference to the environment.
std::string variable(const std::string& identity, std::string_view name) {
  std::vector<std::string> words = base::words_of(name);
  for (std::string& word : words) {
    std::erase_if(word, [](char c) { return !((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')); });
  }
  std::erase(words, "");
  if (words.empty()) words.emplace_back("value");
  return "\"${" + base::to_upper(identity + "_" + base::join(words, "_")) + "}\"";
}

bool has_login(const Contract& contract) {
  return std::ranges::any_of(contract.operations, [](const Operation& operation) {
    return spec::purpose_of(operation) == spec::Purpose::login;
  });
}

/// Whether sworn gets the credential by a login, most likely, so that nobody needs to give it.
bool is_handed_out(const Contract& contract, const Scheme& scheme) {
  if (!has_login(contract)) return false;
  if (scheme.kind == SchemeKind::http) return scheme.http_scheme == "bearer";
  return scheme.kind == SchemeKind::api_key &&
         (scheme.place == Place::cookie || spec::is_token_name(scheme.parameter));
}

std::string oauth_fields(const std::string& identity, const Scheme& scheme) {
  const auto has_flow = [&](std::string_view kind) {
    return std::ranges::find(scheme.flows, kind, &Flow::kind) != scheme.flows.end();
  };
  // Where a person has to consent, what they were given is given on.
  if (!scheme.flows.empty() && !has_flow("password") && !has_flow("clientCredentials") &&
      !has_flow("deviceAuthorization")) {
    return variable(identity, scheme.name);
  }
  std::string out = "client_id: " + variable(identity, "client_id");
  if (scheme.flows.empty() || has_flow("password") || has_flow("clientCredentials")) {
    out += ", client_secret: " + variable(identity, "client_secret");
  }
  std::set<std::string> scopes;
  for (const Flow& flow : scheme.flows) {
    for (const auto& [name, text] : flow.scopes) scopes.insert(quoted(name));
  }
  if (has_flow("password")) {
    out += ", username: " + variable(identity, "username") +
           ", password: " + variable(identity, "password");
  }
  if (!scopes.empty()) {
    out += ", scopes: [" + base::join({scopes.begin(), scopes.end()}, ", ") + "]";
  }
  return "{" + out + "}";
}

/// What an identity gives for a scheme, as YAML; "" for what the configuration cannot give.
std::string credential(const std::string& identity, const Scheme& scheme) {
  switch (scheme.kind) {
    case SchemeKind::api_key:
      return variable(identity, scheme.name);
    case SchemeKind::http:
      if (scheme.http_scheme == "basic" || scheme.http_scheme == "digest") {
        return "{username: " + variable(identity, "username") +
               ", password: " + variable(identity, "password") + "}";
      }
      return variable(identity, scheme.name);
    case SchemeKind::oauth2:
    case SchemeKind::open_id_connect:
      return oauth_fields(identity, scheme);
    case SchemeKind::mutual_tls:
      return "{cert: " + quoted(identity + ".pem") + ", key: " + quoted(identity + ".key") + "}";
    case SchemeKind::unknown:
      break;
  }
  return "";
}

std::string credentials(const Contract& contract, const std::string& identity) {
  std::string lines;
  bool has_any = false;
  for (const Scheme& scheme : contract.schemes) {
    const std::string value = credential(identity, scheme);
    if (value.empty()) {
      lines += "      # " + remark(scheme.name) + ": sworn cannot use this kind of scheme yet\n";
      continue;
    }
    const bool is_given = !is_handed_out(contract, scheme);
    has_any = has_any || is_given;
    const std::string note =
        is_given ? remark(scheme.signature()) : "a login hands it out, so it need not be given";
    lines += std::string("      ") + (is_given ? "" : "# ") + key(scheme.name) + ": " + value +
             "  # " + note + "\n";
  }
  return (has_any ? "    credentials:\n" : "    credentials: {}\n") + lines;
}

/// The string properties of a schema's object, by name.
void collect_fields(const spec::Files& files,
                    const document::Node* schema,
                    std::set<std::string>& names) {
  const document::Node* const object = files.follow(schema);
  const document::Node* const properties = object != nullptr ? object->find("properties") : nullptr;
  if (properties == nullptr) return;
  for (const document::Entry& entry : properties->entries()) {
    const document::Node* const property = files.follow(entry.value);
    if (property != nullptr && property->string_at("type") == "string") names.emplace(entry.key);
  }
}

/// The fields that the login operations take from an identity.
std::set<std::string> login_fields(const Contract& contract) {
  std::set<std::string> names;
  for (const Operation& operation : contract.operations) {
    if (spec::purpose_of(operation) != spec::Purpose::login ||
        !spec::takes_login_fields(operation, contract)) {
      continue;
    }
    if (operation.body && contract.files != nullptr) {
      for (const MediaType& media : operation.body->content) {
        collect_fields(*contract.files, media.schema, names);
      }
    }
    for (const Parameter& parameter : operation.parameters) {
      if (parameter.place == Place::body || spec::is_password_name(parameter.name) ||
          spec::is_username_name(parameter.name)) {
        names.insert(parameter.name);
      }
    }
  }
  return names;
}

std::string login(const Contract& contract, const std::string& identity) {
  std::vector<std::string> fields;
  for (const std::string& name : login_fields(contract)) {
    fields.push_back(key(name) + ": " + variable(identity, name));
  }
  if (fields.empty()) return "";
  return "    login: {" + base::join(fields, ", ") + "}\n";
}

/// Path parameters and required query parameters without an example, in the order of the document.
std::vector<std::string> needed_values(const Contract& contract) {
  std::vector<std::string> names;
  for (const Operation& operation : contract.operations) {
    for (const Parameter& parameter : operation.parameters) {
      const bool is_needed = parameter.place == Place::path ||
                             (parameter.place == Place::query && parameter.is_required);
      if (is_needed && parameter.example == nullptr &&
          std::ranges::find(names, parameter.name) == names.end()) {
        names.push_back(parameter.name);
      }
    }
  }
  return names;
}

std::vector<std::string> object_ids(const Contract& contract) {
  std::vector<std::string> names;
  for (const Operation& operation : contract.operations) {
    for (const Parameter& parameter : operation.parameters) {
      if (parameter.place == Place::path &&
          std::ranges::find(names, parameter.name) == names.end()) {
        names.push_back(parameter.name);
      }
    }
  }
  return names;
}

std::string identity_block(const Contract& contract, const std::string& name) {
  std::string out = "  " + name + ":\n" + credentials(contract, name) + login(contract, name);
  std::vector<std::string> ids = object_ids(contract);
  ids.resize(std::min<std::size_t>(ids.size(), 3));
  for (std::string& id : ids) id = key(id) + ": [\"...\"]";
  if (!ids.empty()) {
    out += "    # owns: {" + base::join(ids, ", ") + "}  # values that are this identity's alone\n";
  }
  out += "    # tenant: \"...\"  # identities of one tenant may share objects\n";
  return out;
}

/// A POST that reads, by its name.
bool seems_to_read(const Operation& operation) {
  if (operation.method != "POST" || spec::effect_of(operation, {}) == spec::Effect::read ||
      spec::purpose_of(operation) != spec::Purpose::none) {
    return false;
  }
  const std::string last = operation.path.substr(operation.path.find_last_of('/') + 1);
  static const std::set<std::string> reading = {"search",
                                                "query",
                                                "find",
                                                "filter",
                                                "lookup",
                                                "list",
                                                "count",
                                                "report",
                                                "check",
                                                "verify",
                                                "calculate",
                                                "preview",
                                                "convert",
                                                "export",
                                                "validate",
                                                "suggest"};
  return std::ranges::any_of(base::words_of(last + " " + operation.operation_id),
                             [](const std::string& word) { return reading.contains(word); });
}

std::string values_block(const Contract& contract) {
  std::vector<std::string> names = needed_values(contract);
  if (names.empty()) return "";
  const bool is_cut = names.size() > most_names;
  names.resize(std::min(names.size(), most_names));
  std::string out =
      "\n# Values that make requests succeed: those that the document gives no example for.\n"
      "# Without them sworn looks for ids in the answers of other operations.\n# values:\n";
  for (const std::string& name : names) out += "#   " + key(name) + ": \"...\"\n";
  if (is_cut) out += "#   # and more\n";
  return out;
}

std::string reads_block(const Contract& contract) {
  std::vector<std::string> keys;
  for (const Operation& operation : contract.operations) {
    if (keys.size() < most_names && seems_to_read(operation)) {
      keys.push_back(quoted(operation.key()));
    }
  }
  if (keys.empty()) return "";
  return "\n# Keep here what really changes nothing: sworn then sends it without --writes.\n# "
         "reads: [" +
         base::join(keys, ", ") + "]\n";
}

std::string url_of(const Contract& contract) {
  const auto absolute = std::ranges::find_if(contract.servers, [](const Server& server) {
    return server.url.starts_with("http://") || server.url.starts_with("https://");
  });
  return absolute == contract.servers.end() ? usual_url : absolute->url;
}

}  // namespace

std::string init(const Contract& contract, const std::string& spec_path, const std::string& url) {
  std::string out = "# How sworn asks " +
                    remark(contract.title.empty() ? "the API" : contract.title) +
                    ".\n# ${NAME} is read from the environment, so that no secret stands here.\n"
                    "version: 1\n";
  // Standard input cannot be read again.
  out += spec_path == "-" ? "# spec: openapi.yaml\n" : "spec: " + quoted(spec_path) + "\n";
  out += "url: " + quoted(url.empty() ? url_of(contract) : url) + "\n\n";
  out +=
      "# Who asks. Whether one tenant reaches the objects of another takes two identities;\n"
      "# remove the second one where there is none.\nidentities:\n";
  for (const char* name : {"alice", "bob"}) out += identity_block(contract, name);
  out += values_block(contract) + reads_block(contract);
  out += "\n# limits: {rate: 50, concurrency: 8, requests: 5000, timeout: 10}\nfail_on: medium\n";
  return out;
}

}  // namespace sworn::run
