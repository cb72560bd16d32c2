// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "document/json_writer.h"
#include "document/node.h"
#include "evidence/object.h"
#include "evidence/property.h"
#include "evidence/step.h"
#include "probe/auth_flow.h"
#include "probe/building.h"
#include "probe/interview.h"
#include "probe/own_object.h"
#include "schema/schema.h"
#include "spec/files.h"

namespace sworn::probe {
namespace {

namespace step = evidence::step;

/// What has to be known to write an object and to read it back.
struct Way {
  const Operation* reads;
  const Identity* identity;
  std::map<std::string, evidence::SealedProperty> sealed;
};

std::optional<Way> way_for(const Scene& scene, const Operation& writes) {
  const Operation* reads = evidence::reader_of(scene.contract, writes);
  if (reads == nullptr || reason_not_to_ask(scene, *reads) || reason_not_to_ask(scene, writes)) {
    return std::nullopt;
  }
  const evidence::ObjectKin kin = evidence::kin_of(scene.contract, *reads);
  auto sealed = evidence::sealed_properties(scene.contract, writes, *reads);
  if (kin.creates == nullptr || sealed.empty() || reason_not_to_ask(scene, *kin.creates)) {
    return std::nullopt;
  }
  for (const Identity* identity : active_identities(scene)) {
    if (credentials_for(scene, *reads, *identity) && credentials_for(scene, writes, *identity) &&
        credentials_for(scene, *kin.creates, *identity)) {
      return Way{reads, identity, std::move(sealed)};
    }
  }
  return std::nullopt;
}

/// A value that the property may have and that an object has not of itself: `usual`, as JSON, is
/// what it has when nobody says anything.
std::string value_for(const Scene& scene,
                      const document::Node& schema,
                      const std::string& usual,
                      base::RandomStream& random) {
  schema::Context context;
  context.dialect = dialect_of(scene.contract);
  context.resolver = scene.contract.files.get();
  std::vector<std::string> values;
  const document::Node* body = scene.contract.files->follow(&schema);
  const document::Node* choices = body == nullptr ? nullptr : body->find("enum");
  if (choices != nullptr) {
    for (const document::Node* choice : choices->items()) {
      values.push_back(document::to_json(*choice));
    }
  } else {
    values = canaries(random);
    values.insert(values.end(),
                  {R"("2001-02-03T04:05:06Z")", R"("2001-02-03")", "77", "true", "false"});
  }
  for (const std::string& value : values) {
    const auto parsed = document::parse_json(value, "value");
    if (value != usual && parsed && schema::validate(schema, parsed->root(), context, 1).empty()) {
      return value;
    }
  }
  return "";
}

std::string with_members(const std::string& body,
                         const std::map<std::string, std::string>& members) {
  const auto parsed = document::parse_json(body, "body");
  document::JsonWriter writer(0);
  writer.begin_object();
  if (parsed) {
    for (const document::Entry& entry : parsed->root().entries()) {
      if (!members.contains(std::string(entry.key))) {
        writer.key(entry.key).node(*entry.value);
      }
    }
  }
  for (const auto& [name, json] : members) {
    writer.key(name).raw(json);
  }
  writer.end_object();
  return writer.take();
}

/// One story: an object is written as declared, and with more; each is read by a new client.
class Writing {
 public:
  Writing(Stage& stage, const Operation& writes, const Way& way)
      : stage_(stage),
        writes_(writes),
        way_(way),
        kin_(evidence::kin_of(stage.scene.contract, *way.reads)) {}

  void hold() {
    if (writes_.method != "POST") {
      Conversation owner(stage_, "owner", Connection::kept, false);
      id_ = create_object(owner, stage_.scene, kin_, *way_.identity, step::creates);
      if (id_.empty()) {
        return;
      }
    }
    const Exchange* usual = write_and_read("plain", {});
    if (usual == nullptr) {
      return;
    }
    base::RandomStream random = stage_.random("canaries");
    std::map<std::string, std::string> members;
    for (const auto& [name, property] : way_.sealed) {
      std::string value = members.size() >= most_members
                              ? ""
                              : value_for(stage_.scene,
                                          *property.schema,
                                          evidence::member_of(*usual->response, name),
                                          random);
      if (value.size() >= 10 && value.front() == '"') {
        stage_.scene.vault.add(value.substr(1, value.size() - 2), "canary." + name);
      }
      if (!value.empty()) {
        members[name] = std::move(value);
      }
    }
    if (members.empty()) {
      stage_.not_asked("more", step::writes_more, &writes_, "no value fits what is not declared");
      return;
    }
    write_and_read("more", members);
    if (was_refused_ && members.size() > 1) {
      int alone = 0;
      for (const auto& [name, value] : members) {
        if (alone++ < most_alone && !stage_.is_stopped()) {
          write_and_read("more: " + name, {{name, value}});
        }
      }
    }
    if (writes_.method == "POST") {
      write_and_read("plain again", {});
    }
  }

 private:
  static constexpr std::size_t most_members = 8;
  static constexpr int most_alone = 4;

  /// The answer to the read; null when there was nothing to read.
  const Exchange* write_and_read(const std::string& name,
                                 const std::map<std::string, std::string>& members) {
    const Scene& scene = stage_.scene;
    Conversation writer(stage_, name, Connection::kept, false);
    Ask ask{.identity = way_.identity, .as = way_.identity->name};
    ask.credentials = *credentials_for(scene, writes_, *way_.identity);
    if (!id_.empty()) {
      ask.path_values = {{kin_.parameter, id_}};
    }
    ask.edit = [&](Request& request) {
      if (!members.empty()) {
        request.body = with_members(request.body, members);
      }
    };
    const Exchange& written =
        writer.ask(members.empty() ? step::writes_plain : step::writes_more, writes_, ask);
    was_refused_ = written.status() >= 400 && written.status() < 500;
    if (!evidence::succeeded(written)) {
      return nullptr;
    }
    const std::string id = id_.empty() ? evidence::id_in(*written.response, kin_.parameter) : id_;
    if (id.empty()) {
      return nullptr;
    }
    Conversation reader(stage_, name, Connection::fresh, false);
    const Exchange& read =
        reader.ask(members.empty() ? step::reads_plain : step::reads_more,
                   *way_.reads,
                   {.identity = way_.identity,
                    .credentials = *credentials_for(scene, *way_.reads, *way_.identity),
                    .path_values = {{kin_.parameter, id}},
                    .as = way_.identity->name});
    return evidence::succeeded(read) ? &read : nullptr;
  }

  Stage& stage_;
  const Operation& writes_;
  const Way& way_;
  const evidence::ObjectKin kin_;
  std::string id_;  ///< of what is updated; "" where each writing creates
  bool was_refused_ = false;
};

void hold(Stage& stage) {
  const Scene& scene = stage.scene;
  const Operation& writes = *scene.contract.operation(stage.subject);
  if (const auto way = way_for(scene, writes)) {
    const auto turns = turns_for(scene, {way->identity, way->identity});
    Writing(stage, writes, *way).hold();
  }
}

std::vector<std::vector<std::string>> waves(const Scene& scene) {
  std::vector<std::string> operations;
  for (const Operation& operation : scene.contract.operations) {
    if (scene.writes && operation.is_declared &&
        purpose_in(scene, operation) == spec::Purpose::none && way_for(scene, operation)) {
      operations.push_back(operation.key());
    }
  }
  return {operations};
}

}  // namespace

const Interview properties_interview{
    "properties",
    Phase::examine,
    "whether a property that the request lacks or marks readOnly is written and read back",
    15,
    waves,
    hold};

}  // namespace sworn::probe
