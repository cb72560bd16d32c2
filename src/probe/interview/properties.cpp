// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "document/json_writer.h"
#include "document/node.h"
#include "evidence/collection.h"
#include "evidence/object.h"
#include "evidence/property.h"
#include "evidence/step.h"
#include "probe/auth_flow.h"
#include "probe/building.h"
#include "probe/interview.h"
#include "probe/object_name.h"
#include "probe/own_object.h"
#include "schema/schema.h"
#include "spec/files.h"
#include "spec/purpose.h"

namespace sworn::probe {
namespace {

namespace step = evidence::step;

/// What has to be known to write an object and to read it back.
struct Way {
  const Operation* reads;
  const Identity* identity;
  std::map<std::string, evidence::SealedProperty> sealed;
  bool is_standing;  ///< `/me`: it is there already, and has to be put back
};

std::optional<Way> way_for(const Scene& scene, const Operation& writes) {
  const Operation* reads = evidence::reader_of(scene.contract, writes);
  if (reads == nullptr || reason_not_to_ask(scene, *reads) || reason_not_to_ask(scene, writes)) {
    return std::nullopt;
  }
  const evidence::ObjectKin kin = evidence::kin_of(scene.contract, *reads);
  auto sealed = evidence::sealed_properties(scene.contract, writes, *reads);
  const bool is_standing = kin.parameter.empty();
  if (is_standing) {
    // Who is renamed may not come back to put it right.
    std::erase_if(sealed, [](const auto& property) {
      return spec::is_username_name(property.first) || spec::is_password_name(property.first);
    });
  }
  const bool is_there =
      is_standing || (kin.creates != nullptr && !reason_not_to_ask(scene, *kin.creates));
  if (!is_there || sealed.empty()) {
    return std::nullopt;
  }
  auto identities = active_identities(scene);
  if (is_standing) {
    std::stable_partition(identities.begin(), identities.end(), [](const Identity* identity) {
      return identity->state == IdentityState::throwaway;
    });
  }
  for (const Identity* identity : identities) {
    if (credentials_for(scene, *reads, *identity) && credentials_for(scene, writes, *identity) &&
        (is_standing || credentials_for(scene, *kin.creates, *identity))) {
      return Way{reads, identity, std::move(sealed), is_standing};
    }
  }
  return std::nullopt;
}

/// A value that the property may have and that an object has not of itself: `usual`, as JSON, is
/// what it has when nobody says anything.
std::string value_for(const Scene& scene,
                      const evidence::SealedProperty& property,
                      std::string_view name,
                      const std::string& usual,
                      base::RandomStream& random) {
  schema::Context context;
  context.dialect = dialect_of(scene.contract);
  context.resolver = scene.contract.files.get();
  const document::Node& schema = *property.schema;
  const document::Node* body = scene.contract.files->follow(&schema);
  const document::Node* listed = body == nullptr ? nullptr : body->find("items");
  const document::Node* scalar = scene.contract.files->follow(listed != nullptr ? listed : body);
  const document::Node* choices = scalar == nullptr ? nullptr : scalar->find("enum");
  std::vector<std::string> values;
  if (choices != nullptr) {
    for (const document::Node* choice : choices->items()) {
      values.push_back(document::to_json(*choice));
    }
  } else {
    values = canaries_for(name, random);
    values.insert(values.end(),
                  {R"("2001-02-03T04:05:06Z")", R"("2001-02-03")", "77", "true", "false"});
  }
  for (const std::string& value : values) {
    std::string whole = listed != nullptr ? "[" + value + "]" : value;
    const auto parsed = document::parse_json(whole, "value");
    if (!evidence::holds_written(usual, whole) && parsed &&
        schema::validate(schema, parsed->root(), context, 1).empty()) {
      if (value.front() == '"' && evidence::is_made_up(property, value)) {
        scene.vault.add(value.substr(1, value.size() - 2), "canary." + std::string(name));
      }
      return whole;
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
    if (!way_.is_standing) {
      write_all();
      return;
    }
    const Exchange& before = read(itself, "reads what is to be put back", "");
    if (evidence::succeeded(before)) {
      write_all();
      put_back(*before.response);
    }
  }

 private:
  using Members = std::map<std::string, std::string>;
  static constexpr const char* itself = "the resource itself";
  static constexpr std::size_t most_members = 8;
  static constexpr std::size_t most_alone = 4;

  void write_all() {
    if (!begin_object("the object")) {
      return;
    }
    const Exchange* usual = write_and_read("plain", {});
    if (usual == nullptr) {
      return;
    }
    const Members members = members_beyond(*usual->response);
    if (members.empty()) {
      stage_.not_asked("more", step::writes_more, &writes_, "no value fits what is not declared");
      return;
    }
    const Exchange* read = write_and_read("more", members);
    if (read != nullptr) {
      swing("more", members, *usual->response, *read->response);
    } else if (members.size() > 1) {
      one_by_one(members, *usual->response);
    }
    if (creates()) {
      write_and_read("plain again", {});
    }
  }

  [[nodiscard]] bool creates() const { return writes_.method == "POST"; }

  /// What is updated has to be there, and to be there still.
  bool begin_object(const std::string& name) {
    if (creates() || way_.is_standing) {
      return !was_lost_;
    }
    Conversation owner(stage_, "owner", Connection::kept, false);
    id_ = create_object(
        owner, stage_.scene, kin_, *way_.identity, step::creates, stage_.random(name));
    return !id_.empty();
  }

  Members members_beyond(const Response& usual) {
    base::RandomStream random = stage_.random("canaries");
    Members members;
    for (const auto& [name, property] : way_.sealed) {
      std::string value =
          members.size() >= most_members
              ? ""
              : value_for(stage_.scene, property, name, evidence::member_of(usual, name), random);
      if (!value.empty()) {
        members[name] = std::move(value);
      }
    }
    return members;
  }

  /// Where all together are refused, or made the object another's.
  void one_by_one(const Members& members, const Response& usual) {
    std::size_t asked = 0;
    for (const auto& member : members) {
      if (asked++ >= most_alone || stage_.is_stopped() ||
          (was_lost_ && !begin_object("for " + member.first))) {
        return;
      }
      const std::string name = "more: " + member.first;
      const Members alone{member};
      if (const Exchange* read = write_and_read(name, alone)) {
        swing(name, alone, usual, *read->response);
      }
    }
  }

  /// One of few values that is there may be there by itself: it has to go and to come back.
  void swing(const std::string& name,
             const Members& members,
             const Response& usual,
             const Response& read) {
    Members usual_ones;
    Members others;
    for (const auto& [member, value] : members) {
      const std::string before = evidence::member_of(usual, member);
      if (!evidence::is_made_up(way_.sealed.at(member), value) && !before.empty() &&
          evidence::holds_written(evidence::member_of(read, member), value)) {
        usual_ones[member] = before;
        others[member] = value;
      }
    }
    if (others.empty()) {
      return;
    }
    if (!creates()) {
      write_and_read(name, usual_ones, step::writes_back, step::reads_back);
    }
    write_and_read(name, others, step::writes_more_again, step::reads_more_again);
  }

  const Exchange* write_and_read(const std::string& name, const Members& members) {
    return members.empty() ? write_and_read(name, members, step::writes_plain, step::reads_plain)
                           : write_and_read(name, members, step::writes_more, step::reads_more);
  }

  /// The answer to the read; null when there was nothing to read.
  const Exchange* write_and_read(const std::string& name,
                                 const Members& members,
                                 const char* writes,
                                 const char* reads) {
    const Scene& scene = stage_.scene;
    Conversation writer(stage_, name, Connection::kept, false);
    base::RandomStream random = stage_.random(name + ", " + writes);
    Ask ask{.identity = way_.identity, .as = way_.identity->name};
    ask.credentials = *credentials_for(scene, writes_, *way_.identity);
    if (!id_.empty()) {
      ask.path_values = {{kin_.parameter, id_}};
    }
    ask.edit = [&](Request& request) {
      if (creates()) {
        name_anew(scene, writes_, kin_.parameter, random, request);
      }
      if (members.empty()) {
        note_declared(request.body);
      } else {
        request.body = with_members(request.body, members);
      }
    };
    const Exchange& written = writer.ask(writes, writes_, ask);
    was_lost_ = false;
    if (!evidence::succeeded(written)) {
      return nullptr;
    }
    const std::string id = creates() ? evidence::created_id(written, kin_.parameter) : id_;
    if (id.empty() && !way_.is_standing) {
      return nullptr;
    }
    const Exchange& answer = read(name, reads, id);
    was_lost_ = !evidence::succeeded(answer);
    for (const auto& [member, value] : members) {
      if (was_lost_ ||
          evidence::holds_written(evidence::member_of(*answer.response, member), value)) {
        changed_.insert(member);
      }
    }
    return was_lost_ ? nullptr : &answer;
  }

  void note_declared(const std::string& body) {
    if (const auto parsed = document::parse_json(body, "body")) {
      for (const document::Entry& entry : parsed->root().entries()) {
        changed_.insert(std::string(entry.key));
      }
    }
  }

  const Exchange& read(const std::string& name, const char* reads, const std::string& id) {
    Conversation reader(stage_, name, Connection::fresh, false);
    Ask ask{.identity = way_.identity,
            .credentials = *credentials_for(stage_.scene, *way_.reads, *way_.identity),
            .as = way_.identity->name};
    if (!id.empty()) {
      ask.path_values = {{kin_.parameter, id}};
    }
    return reader.ask(reads, *way_.reads, ask);
  }

  /// What the writes declare, and what stood there of the rest when it was read, as it was before.
  /// What does not come back is told.
  void put_back(const Response& before) {
    Members members;
    for (const std::string& member : changed_) {
      const std::string value = evidence::member_of(before, member);
      if (!value.empty()) {
        members[member] = value;
      }
    }
    if (members.empty()) {
      return;
    }
    const Exchange* after =
        write_and_read(itself, members, "puts back what was there", "reads what was put back");
    const bool is_as_before =
        after != nullptr && std::ranges::all_of(members, [&](const auto& member) {
          return evidence::member_of(*after->response, member.first) == member.second;
        });
    if (!is_as_before) {
      stage_.not_asked(itself,
                       step::leaves_created,
                       nullptr,
                       writes_.key() + " did not put back what was there before: look at what " +
                           way_.identity->name + " has there");
    }
  }

  Stage& stage_;
  const Operation& writes_;
  const Way& way_;
  const evidence::ObjectKin kin_;
  std::string id_;                 ///< of what is updated; "" where each writing creates
  bool was_lost_ = false;          ///< written, and not to be read any more
  std::set<std::string> changed_;  ///< members that are declared, or that were kept beyond it
};

void hold(Stage& stage) {
  const Scene& scene = stage.scene;
  const Operation& writes = *scene.contract.operation(stage.subject);
  if (const auto way = way_for(scene, writes)) {
    // Of what stands there, nobody else is to meet another state than the usual one.
    const auto turns = way->is_standing ? scene.turns.take({way->identity->name})
                                        : turns_for(scene, {way->identity, way->identity});
    Writing(stage, writes, *way).hold();
  }
}

std::vector<std::vector<std::string>> waves(const Scene& scene) {
  // What changes the caller itself comes behind all others, one after the other: a role that is
  // written would have others meet what they may not.
  std::vector<std::vector<std::string>> all(2);
  for (const Operation& operation : scene.contract.operations) {
    const auto way =
        scene.writes && operation.is_declared && purpose_in(scene, operation) == spec::Purpose::none
            ? way_for(scene, operation)
            : std::nullopt;
    if (way && way->is_standing) {
      all.push_back({operation.key()});
    } else if (way) {
      all.front().push_back(operation.key());
    }
  }
  return all;
}

}  // namespace

const Interview properties_interview{
    "properties",
    Phase::examine,
    "whether a property that the request lacks or marks readOnly is written and read back",
    33,
    waves,
    hold};

}  // namespace sworn::probe
