// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.h"
#include "evidence/access_step.h"
#include "evidence/shape.h"
#include "probe/auth_flow.h"
#include "probe/interview.h"
#include "probe/path_variant.h"
#include "probe/request_builder.h"
#include "probe/working_key.h"

namespace sworn::probe {
namespace {

namespace step = evidence::access_step;

/// A gate that misreads paths does so for many of them: beyond that, the requests are better spent
/// on what differs from operation to operation.
constexpr std::ptrdiff_t most_operations = 100;

std::string plain(std::string_view path) {
  std::string text = base::to_lower(path.substr(0, path.find('?')));
  if (text.size() > 1 && text.ends_with('/')) {
    text.pop_back();
  }
  return text;
}

/// Whether another path of the document differs from this one by its spelling alone: it may have a
/// gate of its own.
bool has_twin(const Scene& scene, const Operation& operation) {
  return std::ranges::any_of(scene.contract.operations, [&](const Operation& other) {
    return other.path != operation.path && plain(other.path) == plain(operation.path);
  });
}

bool declares(const Scene& scene, const Operation& operation, const std::string& method) {
  return scene.contract.operation(method + " " + operation.path) != nullptr;
}

/// Every customary way to name the method that is meant.
void override_method(Request& request, const std::string& sent, const std::string& meant) {
  request.method = sent;
  for (const char* name : {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"}) {
    request.headers.push_back({name, meant});
  }
}

class Bypasses {
 public:
  Bypasses(Stage& stage, const Operation& operation, const WorkingKey& key)
      : stage_(stage),
        operation_(operation),
        key_(key),
        insider_(stage, step::insider, Connection::kept, false),
        outsider_(stage, step::outsider, Connection::kept, false),
        invented_("/" + stage.random("invented path").draw("abcdefghijklmnopqrstuvwxyz", 16)) {}

  void ask() {
    const Exchange& good = insider_.ask(step::good, operation_, key_.good());
    if (good.failure == Failure::not_asked || stage_.is_stopped()) {
      return;
    }
    ask_head();
    ask_overrides();
    if (has_twin(stage_.scene, operation_)) {
      stage_.not_asked(step::outsider,
                       "other spellings",
                       &operation_,
                       "the document has a path that differs by its spelling alone");
    } else {
      ask_paths();
    }
    outsider_.ask(step::none_again, operation_, key_.none());
    insider_.ask(step::good_again, operation_, key_.good());
  }

 private:
  static void as_head(Request& request) { request.method = "HEAD"; }

  void ask_head() {
    if (declares(stage_.scene, operation_, "HEAD")) {
      return;  // an operation of its own, with a requirement of its own
    }
    Ask question = key_.none();
    question.edit = as_head;
    const Exchange& none = outsider_.ask(step::head_none, operation_, question);
    if (!evidence::succeeded(none)) {
      return;
    }
    question = key_.good();
    question.edit = as_head;
    insider_.ask(step::head_good, operation_, question);
    outsider_.ask_path(step::head_invented, "HEAD", invented_, {});
  }

  void ask_overrides() {
    for (const step::Override& one : step::overrides) {
      const bool is_post = std::string_view(one.sent) == "POST";
      if (declares(stage_.scene, operation_, one.sent) && one.sent != operation_.method) {
        continue;  // what it does by itself is no bypass
      }
      if (is_post && !stage_.scene.writes) {
        stage_.not_asked(step::outsider, one.step, &operation_, "needs --writes");
        continue;
      }
      const auto edit = [&one](Request& request) { override_method(request, one.sent, one.meant); };
      ask_around(one.step, edit, edit);
    }
  }

  void ask_paths() {
    // The request as the builder makes it is known from the first answer.
    const std::string url = url_of_good();
    const auto invented = path_variants(stage_.scene.builder.bare("GET", invented_).url, invented_);
    for (const PathVariant& variant : path_variants(url, operation_.path)) {
      const auto same = std::ranges::find(invented, variant.how, &PathVariant::how);
      const std::string elsewhere = same == invented.end() ? "" : same->url;
      ask_around(
          variant.how,
          [&variant](Request& request) { request.url = variant.url; },
          [&elsewhere](Request& request) {
            if (!elsewhere.empty()) request.url = elsewhere;
          });
    }
  }

  [[nodiscard]] std::string url_of_good() const {
    const auto draft =
        stage_.scene.builder.build(operation_, stage_.scene.learned, {.identity = key_.identity});
    return draft ? draft->request.url : "";
  }

  /// Asks without a credential, and where that succeeds the same of a path that nobody has.
  void ask_around(const std::string& name,
                  const std::function<void(Request&)>& edit,
                  const std::function<void(Request&)>& edit_invented) {
    if (stage_.is_stopped()) {
      return;
    }
    Ask question = key_.none();
    question.edit = edit;
    if (evidence::succeeded(outsider_.ask(name, operation_, question))) {
      Ask other;
      other.edit = edit_invented;
      outsider_.ask_path(step::of_invented(name), "GET", invented_, other);
    }
  }

  Stage& stage_;
  const Operation& operation_;
  const WorkingKey& key_;
  Conversation insider_;
  Conversation outsider_;
  const std::string invented_;
};

std::vector<std::string> guarded_gets(const Scene& scene) {
  std::vector<std::string> operations = guarded_keys(scene);
  std::erase_if(operations, [](const std::string& key) { return !key.starts_with("GET "); });
  return operations;
}

void hold(Stage& stage) {
  const Operation& operation = *stage.scene.contract.operation(stage.subject);
  const auto key = working_key(stage.scene, operation);
  if (!key) {
    return;
  }
  const std::vector<std::string> all = guarded_gets(stage.scene);
  if (std::ranges::find(all, stage.subject) - all.begin() >= most_operations) {
    stage.not_asked(step::outsider,
                    step::none_again,
                    &operation,
                    "other paths and methods are asked of the first hundred closed operations");
    return;
  }
  const auto turn = turn_for(stage.scene, *key);
  Bypasses(stage, operation, *key).ask();
}

std::vector<std::vector<std::string>> waves(const Scene& scene) {
  return {guarded_gets(scene)};
}

}  // namespace

const Interview bypass_interview{
    "bypass",
    Phase::examine,
    "whether another method or another spelling of the path goes around the gate",
    30,
    waves,
    hold};

}  // namespace sworn::probe
