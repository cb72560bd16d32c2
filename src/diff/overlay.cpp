// SPDX-License-Identifier: Apache-2.0
#include "diff/overlay.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "diff/overlay_response.h"
#include "document/json_path.h"
#include "document/json_writer.h"
#include "document/pointer.h"
#include "spec/files.h"

namespace sworn::diff {
namespace {

using document::JsonWriter;

/// Why something is said, and which findings it answers.
struct Grounds {
  std::vector<std::string> why;
  std::vector<std::string> fingerprints;

  void add(const std::string& text, const std::string& fingerprint) {
    if (std::ranges::find(why, text) == why.end()) why.push_back(text);
    if (!fingerprint.empty()) fingerprints.push_back(fingerprint);
  }
};

/// All that is to be said of one operation.
struct Plan {
  std::optional<std::vector<Alternative>> security;
  std::vector<Alternative> alternatives;
  Grounds for_security;
  std::map<int, Grounds> responses;  ///< by status
};

/// Member names from the root to the operation, or why there are none that lead to it alone.
struct Place {
  std::vector<std::string> names;
  std::string fault;
};

/// The pointer is one that was written here, whose escapes are sound.
std::vector<std::string> names_in(std::string_view pointer) {
  std::vector<std::string> names;
  for (const std::string_view token : base::split(pointer, '/')) {
    names.push_back(document::unescape_pointer(token).value_or(std::string(token)));
  }
  names.erase(names.begin());  // what stands before the first slash
  return names;
}

Place place_of(const Contract& contract, const Operation& operation) {
  if (contract.files == nullptr || operation.node == nullptr || operation.where.pointer.empty()) {
    return {{}, "not in the document"};
  }
  const auto* const node = document::at_pointer(contract.files->root(), operation.where.pointer);
  if (node != operation.node) return {{}, "not in the document itself but behind a reference"};
  const auto sharing = std::ranges::count(contract.operations, operation.node, &Operation::node);
  if (sharing > 1) return {{}, "at one place in the document for several paths"};
  return {names_in(operation.where.pointer), ""};
}

void write(JsonWriter& json, const Alternative& alternative) {
  json.begin_object();
  for (const SchemeUse& use : alternative.all_of) {
    json.key(use.scheme).begin_array();
    for (const std::string& scope : use.scopes) json.string(scope);
    json.end_array();
  }
  json.end_object();
}

std::string requirement_json(const Alternative& alternative) {
  JsonWriter json(0);
  write(json, alternative);
  return json.take();
}

std::string security_json(const std::vector<Alternative>& alternatives) {
  JsonWriter json(0);
  json.begin_object().key("security").begin_array();
  for (const Alternative& alternative : alternatives) write(json, alternative);
  json.end_array().end_object();
  return json.take();
}

/// A Security Scheme Object (OpenAPI 3.1 §4.8.27); nothing of what Swagger 2.0 cannot declare.
std::optional<std::string> scheme_json(const Scheme& scheme, SpecVersion version) {
  const bool is_swagger = version == SpecVersion::swagger_2_0;
  const bool is_basic = scheme.kind == SchemeKind::http && scheme.http_scheme == "basic";
  JsonWriter json(0);
  json.begin_object();
  if (scheme.kind == SchemeKind::api_key && !(is_swagger && scheme.place == sworn::Place::cookie)) {
    json.member("type", "apiKey").member("in", name_of(scheme.place));
    json.member("name", scheme.parameter);
  } else if (is_swagger && is_basic) {
    json.member("type", "basic");
  } else if (!is_swagger && scheme.kind == SchemeKind::http) {
    json.member("type", "http").member("scheme", scheme.http_scheme);
  } else {
    return std::nullopt;
  }
  json.end_object();
  return json.take();
}

/// Gathers what is to be said and says it.
class OverlayBuilder {
 public:
  OverlayBuilder(const Contract& contract, const Transcript& transcript)
      : contract_(contract), seen_(seen_responses(transcript)) {}

  void gather(const Amended& amended) {
    for (const Scheme& scheme : amended.amendment.schemes) {
      if (!scheme_json(scheme, contract_.version)) {
        left_out_["of a scheme that this version of OpenAPI cannot declare"].insert(
            amended.operation);
        return;
      }
    }
    Plan& plan = plans_[amended.operation];
    const Amendment& amendment = amended.amendment;
    for (const Scheme& scheme : amendment.schemes) {
      schemes_.emplace(scheme.name, scheme);
      for_schemes_[scheme.name].add(amended.why, amended.fingerprint);
    }
    if (amendment.security) plan.security = amendment.security;
    for (const Alternative& one : amendment.alternatives) {
      const auto is_same = [&](const Alternative& other) { return other.text() == one.text(); };
      if (std::ranges::none_of(plan.alternatives, is_same)) plan.alternatives.push_back(one);
    }
    if (amendment.security || !amendment.alternatives.empty()) {
      plan.for_security.add(amended.why, amended.fingerprint);
    }
    for (const Exchange* answer : amendment.responses) {
      plan.responses[answer->status()].add(amended.why, amended.fingerprint);
    }
  }

  /// Whoever asks too fast is told so, whatever else is true (RFC 6585 §4).
  void gather_limits() {
    for (const Operation& operation : contract_.operations) {
      if (operation.is_declared && seen_.contains({operation.key(), 429}) &&
          operation.response_for(429) == nullptr) {
        plans_[&operation].responses[429].add("The operation answers 429 to many requests.", "");
      }
    }
  }

  std::vector<OverlayAction> take_actions() {
    for (const Operation& operation : contract_.operations) {
      const auto plan = plans_.find(&operation);
      if (plan == plans_.end()) continue;
      const Place place = place_of(contract_, operation);
      if (!place.fault.empty()) {
        left_out_[place.fault].insert(&operation);
        continue;
      }
      add_security(operation, place.names, plan->second);
      add_responses(operation, place.names, plan->second);
    }
    add_schemes();
    return std::move(actions_);
  }

  [[nodiscard]] std::vector<std::string> left_out() const {
    std::vector<std::string> texts;
    for (const auto& [why, operations] : left_out_) {
      const std::size_t count = operations.size();
      texts.push_back("the overlay leaves out " + std::to_string(count) +
                      (count == 1 ? " operation: " : " operations: ") + why);
    }
    return texts;
  }

 private:
  void add(const std::vector<std::string>& names, std::string update, const Grounds& grounds) {
    actions_.push_back({document::path_of_names(names),
                        base::join(grounds.why, " "),
                        std::move(update),
                        grounds.fingerprints});
  }

  void add_security(const Operation& operation,
                    const std::vector<std::string>& names,
                    const Plan& plan) {
    if (!plan.security && plan.alternatives.empty()) return;
    std::vector<Alternative> all = plan.security.value_or(operation.requirement.any_of);
    all.insert(all.end(), plan.alternatives.begin(), plan.alternatives.end());
    for (const Alternative& alternative : all) use_schemes_of(alternative);
    const document::Node* const own = operation.node->find("security");
    if (own == nullptr) return add(names, security_json(all), plan.for_security);
    std::vector<std::string> list = names;
    list.emplace_back("security");
    // What is given to a list is one more element of it.
    const bool only_grows = own->items().empty() || !plan.security;
    if (only_grows && own->is_sequence()) {
      const std::vector<Alternative>& more = plan.security ? all : plan.alternatives;
      for (const Alternative& alternative : more) {
        add(list, requirement_json(alternative), plan.for_security);
      }
      return;
    }
    add(list, "", plan.for_security);
    add(names, security_json(all), plan.for_security);
  }

  void add_responses(const Operation& operation,
                     const std::vector<std::string>& names,
                     const Plan& plan) {
    for (const auto& [status, grounds] : plan.responses) {
      const auto seen = seen_.find({operation.key(), status});
      const SeenResponse what = seen == seen_.end() ? SeenResponse{} : seen->second;
      JsonWriter json(0);
      json.begin_object().key("responses").begin_object();
      json.key(std::to_string(status)).raw(response_object(status, what, contract_.version));
      json.end_object().end_object();
      add(names, json.take(), grounds);
    }
  }

  void use_schemes_of(const Alternative& alternative) {
    for (const SchemeUse& use : alternative.all_of) used_.insert(use.scheme);
  }

  /// Before the requirements that name them.
  void add_schemes() {
    std::vector<OverlayAction> before;
    std::swap(before, actions_);
    const bool is_swagger = contract_.version == SpecVersion::swagger_2_0;
    for (const auto& [name, scheme] : schemes_) {
      if (!used_.contains(name)) continue;
      const std::string declaration =
          "{" + document::quote_json(name) + ":" + *scheme_json(scheme, contract_.version) + "}";
      add({},
          is_swagger ? "{\"securityDefinitions\":" + declaration + "}"
                     : "{\"components\":{\"securitySchemes\":" + declaration + "}}",
          for_schemes_[name]);
    }
    actions_.insert(actions_.end(), before.begin(), before.end());
  }

  const Contract& contract_;
  SeenResponses seen_;
  std::map<const Operation*, Plan> plans_;
  std::map<std::string, Scheme> schemes_;
  std::map<std::string, Grounds> for_schemes_;
  std::set<std::string> used_;
  std::map<std::string, std::set<const Operation*>> left_out_;  ///< by what is in the way
  std::vector<OverlayAction> actions_;
};

}  // namespace

std::vector<OverlayAction> overlay_of(const Contract& contract,
                                      const Transcript& transcript,
                                      const std::vector<Amended>& amended,
                                      std::vector<std::string>& left_out) {
  OverlayBuilder builder(contract, transcript);
  for (const Amended& one : amended) builder.gather(one);
  builder.gather_limits();
  std::vector<OverlayAction> actions = builder.take_actions();
  for (std::string& text : builder.left_out()) left_out.push_back(std::move(text));
  return actions;
}

}  // namespace sworn::diff
