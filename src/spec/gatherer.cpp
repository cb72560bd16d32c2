// SPDX-License-Identifier: Apache-2.0
#include "spec/gatherer.h"

#include <algorithm>
#include <limits>
#include <unordered_set>

#include "base/text.h"
#include "spec/uri.h"

namespace sworn::spec {
namespace {

std::string quoted(std::string_view reference) {
  return base::printable(base::shorten(reference, 300));
}

/// Reads what a tree cannot hold all the same. Few documents in another encoding say more in it
/// than a name or two, so that the rest of them can be read.
Result<document::Document> parse(const std::string& text,
                                 const std::string& name,
                                 std::uint16_t id,
                                 const document::Limits& limits,
                                 Remarks& remarks) {
  // UTF-16 is told as such; there is nothing in it to be repaired.
  const bool is_utf16 = text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF");
  const bool is_utf8 = is_utf16 || base::is_valid_utf8(text);
  auto document = document::parse(
      is_utf8 ? text : base::valid_utf8(text), name, id, limits, document::Strictness::lenient);
  if (!document) return document;
  if (!is_utf8) {
    remarks.add(Flaw::malformed,
                {"not UTF-8 text: the characters that are not are read as U+FFFD",
                 {name, 0, 0, ""},
                 "save the file as UTF-8"});
  }
  for (const document::Oddity& oddity : document->oddities()) {
    remarks.add(oddity.kind == document::Oddity::Kind::duplicate_key ? Flaw::duplicate_key
                                                                     : Flaw::malformed,
                {oddity.message, document->locate(oddity.mark), ""});
  }
  return document;
}

}  // namespace

Gatherer::Gatherer(Files& files, Sources sources, const LoadOptions& options, Remarks& remarks)
    : files_(files), sources_(std::move(sources)), options_(options), remarks_(remarks) {}

Result<void> Gatherer::read(std::string entry_text, const Files::Check& check) {
  auto document = parse(entry_text, sources_.entry_name(), 0, options_.limits, remarks_);
  if (!document) return document.error();
  const auto version = check(*document);
  if (!version) return version.error();
  version_ = *version;
  walk_.emplace(version_);
  bytes_ = entry_text.size();
  opened_.emplace(sources_.entry().key, Opened(std::size_t{0}));
  add(std::move(*document), std::move(entry_text), sources_.entry());
  walk_->visit(files_.root(), {Object::document, Shape::one});
  queue_found();
  while (!error_) {
    const auto next =
        std::ranges::find_if(queues_, [](const std::deque<Link>& queue) { return !queue.empty(); });
    if (next == queues_.end()) break;
    const Link link = next->front();
    next->pop_front();
    settle(link, static_cast<Stage>(next - queues_.begin()));
  }
  if (error_) return *error_;
  report_circles();
  return {};
}

std::size_t Gatherer::add(document::Document document, std::string text, const Source& source) {
  const std::size_t id = files_.documents_.size();
  files_.documents_.push_back(std::move(document));
  std::vector<std::uint32_t>& starts = files_.line_starts_.emplace_back(1, 0U);
  for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 1)) {
    starts.push_back(static_cast<std::uint32_t>(at) + 1);
  }
  files_.texts_.push_back(std::move(text));
  files_.uris_.push_back(id == 0            ? sources_.entry_uri()
                         : source.is_remote ? source.key
                                            : uri_of_path(source.key));
  is_remote_.push_back(source.is_remote);
  files_.resources_.add(files_.documents_.back(),
                        static_cast<std::uint16_t>(id),
                        files_.texts_.back(),
                        files_.uris_.back(),
                        version_);
  files_.links_.resize(files_.resources_.size());
  files_.targets_.resize(files_.resources_.size());
  refused_.resize(files_.resources_.size());
  return files_.resources_.of_document(id);
}

void Gatherer::queue_found() {
  std::ranges::move(walk_->take_links(), std::back_inserter(queues_.front()));
  for (IgnoredMembers& ignored : walk_->take_ignored()) {
    remarks_.add(Flaw::ignored_sibling,
                 {"ignored beside $ref: " + base::printable(ignored.names),
                  files_.locate(*ignored.holder, ignored.mark),
                  "move it to what the reference names"});
  }
}

void Gatherer::settle(const Link& link, Stage stage) {
  const std::size_t resource = files_.resources_.holding(*link.holder);
  Files::Targets& targets = files_.targets_[resource];
  const document::Node* found = nullptr;
  if (const auto known = targets.find(link.text); known != targets.end()) {
    found = known->second;
  } else {
    const Target target = target_of(resource, take_apart(link.text).target, stage);
    if (error_) return;
    if (const auto* refusal = std::get_if<Refusal>(&target)) {
      refuse(link, *refusal);
      return;
    }
    int steps = 50;
    if (std::holds_alternative<std::size_t>(target)) {
      found = files_.find(resource, link.text, steps);
    }
    if (found == nullptr) {
      // Its file may stand by then, or a reference that the pointer leads through.
      if (stage != Stage::servers) {
        queues_.at(static_cast<std::size_t>(stage) + 1).push_back(link);
      } else {
        refuse(link, {Flaw::broken_reference, "nothing stands there", ""});
      }
      return;
    }
    // `targets` may have moved: a document that was opened has brought resources of its own.
    files_.targets_[resource].emplace(link.text, found);
  }
  if (const document::Node* next = found->find("$ref"); next != nullptr && next->is_string()) {
    chained_.push_back(link);
  }
  walk_->visit(*found, link.position);
  queue_found();
}

Gatherer::Target Gatherer::target_of(std::size_t resource, std::string_view target, Stage stage) {
  if (target.empty()) return resource;
  if (const auto known = files_.links_[resource].find(target);
      known != files_.links_[resource].end()) {
    return known->second;
  }
  if (const auto known = refused_[resource].find(target); known != refused_[resource].end()) {
    return known->second;
  }
  Target sought = seek(resource, target, stage);
  if (const auto* index = std::get_if<std::size_t>(&sought)) {
    files_.links_[resource].emplace(target, *index);
  } else if (const auto* refusal = std::get_if<Refusal>(&sought)) {
    refused_[resource].emplace(target, *refusal);
  }
  return sought;
}

Gatherer::Target Gatherer::seek(std::size_t resource, std::string_view target, Stage stage) {
  const Resource& from = files_.resources_.at(resource);
  const bool is_remote = is_remote_[from.document_id];
  const std::string& retrieved = files_.uris_[from.document_id];
  const bool has_own_name = from.base != retrieved;
  const std::string uri = resolve_uri(from.base, target);
  // Where a document calls itself otherwise, its neighbours may still stand beside it.
  const std::string beside =
      has_own_name && scheme_of(target).empty() ? resolve_uri(retrieved, target) : "";
  if (const auto known = files_.resources_.find(uri)) return *known;

  const bool is_plain_file = !has_own_name && is_file(uri);
  if (stage == Stage::files && !is_plain_file) return Later{};
  Refusal refusal;
  for (const std::string& candidate : {uri, beside}) {
    if (candidate.empty() || (stage == Stage::names && !is_file(candidate))) continue;
    Opened opened = open(candidate, is_remote);
    if (const auto* index = std::get_if<std::size_t>(&opened)) return *index;
    refusal = std::move(std::get<Refusal>(opened));
  }
  if (stage != Stage::servers && !is_plain_file) return Later{};
  return refusal;
}

Gatherer::Opened Gatherer::open(const std::string& uri, bool from_remote) {
  if (const auto known = files_.resources_.find(uri)) return *known;
  auto located = sources_.locate(uri, from_remote);
  if (auto* refusal = std::get_if<Refusal>(&located)) return std::move(*refusal);
  const Source& source = std::get<Source>(located);
  if (const auto known = opened_.find(source.key); known != opened_.end()) {
    if (const auto* index = std::get_if<std::size_t>(&known->second)) {
      files_.resources_.add_alias(uri, *index);
    }
    return known->second;
  }
  Opened opened = read_document(source, uri);
  opened_.emplace(source.key, opened);
  return opened;
}

Gatherer::Opened Gatherer::read_document(const Source& source, const std::string& uri) {
  const std::size_t most =
      std::min<std::size_t>(options_.most_files, std::numeric_limits<std::uint16_t>::max());
  auto text = sources_.read(source, options_.limits.bytes);
  if (!text) {
    return Refusal{Flaw::broken_reference,
                   source.shown + " " + text.error().message,
                   "correct the reference, or add the file"};
  }
  const Location where = {sources_.entry_name(), 0, 0, {}};
  if (++opened_count_ > most) {
    error_ = Error{"its references reach more than " + std::to_string(most) + " files", where, ""};
    return Refusal{};
  }
  bytes_ += text->size();
  if (bytes_ > options_.limits.bytes) {
    error_ = Error{"with what it refers to it is larger than " +
                       std::to_string(options_.limits.bytes) + " bytes",
                   where,
                   ""};
    return Refusal{};
  }
  const auto id = static_cast<std::uint16_t>(files_.documents_.size());
  auto document = parse(*text, source.shown, id, options_.limits, remarks_);
  if (!document) {
    return Refusal{
        Flaw::broken_reference, "that document is broken: " + document.error().text(), ""};
  }
  const std::size_t index = add(std::move(*document), std::move(*text), source);
  files_.resources_.add_alias(uri, index);
  return index;
}

void Gatherer::refuse(const Link& link, const Refusal& refusal) {
  if (link.is_tried) return;
  remarks_.add(refusal.flaw,
               {"$ref cannot be followed: " + quoted(link.text) + ": " + refusal.why,
                files_.locate(*link.holder, link.mark),
                refusal.hint});
}

void Gatherer::report_circles() {
  std::unordered_set<const document::Node*> done;
  for (const Link& link : chained_) {
    std::unordered_set<const document::Node*> passed;
    const document::Node* at = link.holder;
    const document::Node* reference = at->find("$ref");
    while (at != nullptr && reference != nullptr && reference->is_string() && !done.contains(at)) {
      if (!passed.insert(at).second) {
        refuse(link, {Flaw::broken_reference, "it leads back to itself", ""});
        break;
      }
      at = files_.resolve(*at, reference->text());
      reference = at != nullptr ? at->find("$ref") : nullptr;
    }
    done.merge(passed);
  }
}

}  // namespace sworn::spec
