// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "base/clock.h"
#include "base/encoding.h"
#include "base/text.h"
#include "document/node.h"
#include "evidence/har.h"
#include "evidence/har_entry.h"
#include "evidence/har_fields.h"

namespace sworn::evidence {
namespace {

using document::Document;
using document::Node;

/// Reads members; the first thing that is wrong ends it.
class FieldReader {
 public:
  FieldReader(const Node& object, har::Faults& faults) : object_(&object), faults_(faults) {}

  template <typename T>
  void operator()(const char* name, T& value) {
    const Node* node = object_->find(name);
    if (node != nullptr && faults_.is_fine()) {
      name_ = name;
      take(*node, value);
    }
  }

 private:
  void take(const Node& node, std::string& text) {
    const Node* bytes = node.find("base64");
    if (bytes == nullptr) {
      if (expect(node, node.is_string(), "a string")) text = node.text();
      return;
    }
    auto decoded = base::from_base64(bytes->text());
    if (expect(*bytes, decoded.has_value(), "base64")) text = std::move(*decoded);
  }
  void take(const Node& node, bool& value) {
    if (expect(node, node.is_boolean(), "true or false")) value = node.as_boolean();
  }
  void take(const Node& node, int& value) {
    const auto number = node.as_integer();
    const bool fits = number && *number >= std::numeric_limits<int>::min() &&
                      *number <= std::numeric_limits<int>::max();
    if (expect(node, fits, "a whole number")) value = static_cast<int>(*number);
  }
  void take(const Node& node, std::int64_t& value) {
    const auto number = node.as_integer();
    if (expect(node, number.has_value(), "a whole number")) value = *number;
  }
  void take(const Node& node, double& value) {
    const auto number = node.as_double();
    if (expect(node, number && std::isfinite(*number), "a number")) value = *number;
  }
  void take(const Node& node, std::uint64_t& value) {
    const std::string_view text = node.text();
    std::uint64_t number = 0;
    const char* end = text.data() + text.size();
    const auto [read, error] = std::from_chars(text.data(), end, number);
    if (expect(node, !text.empty() && error == std::errc() && read == end, "a number as text")) {
      value = number;
    }
  }
  template <typename E>
  requires std::is_enum_v<E>
  void take(const Node& node, E& value) {
    const auto& names = har::names_of(value);
    const auto found = std::ranges::find(names, node.text());
    if (expect(node, node.is_string() && found != names.end(), "one of the known names")) {
      value = static_cast<E>(found - names.begin());
    }
  }
  template <typename T>
  void take(const Node& node, std::vector<T>& values) {
    if (!expect(node, node.is_sequence(), "an array")) return;
    values.clear();
    for (const Node* item : node.items()) take(*item, values.emplace_back());
  }
  template <typename T>
  void take(const Node& node, std::map<std::string, T>& values) {
    if (!expect(node, node.is_mapping(), "an object")) return;
    for (const document::Entry& entry : node.entries()) {
      take(*entry.value, values[std::string(entry.key)]);
    }
  }
  template <typename T>
  requires std::is_class_v<T>
  void take(const Node& node, T& structure) {
    if (!expect(node, node.is_mapping(), "an object")) return;
    FieldReader inner(node, faults_);
    har::fields(inner, structure);
  }

  bool expect(const Node& node, bool holds, const char* what) {
    return faults_.expect(node, holds, name_, what);
  }

  const Node* object_;
  har::Faults& faults_;
  const char* name_ = "";
};

/// What `_sworn` says of an exchange beside HAR's own members, which it replaces where those cannot
/// hold the bytes.
Exchange read_sworn(const Node& sworn, Exchange entry, har::Faults& faults) {
  Exchange exchange;
  FieldReader field(sworn, faults);
  har::fields(field, exchange);
  if (sworn.find("request") != nullptr) {
    field("request", exchange.request);
  } else {
    exchange.request = std::move(entry.request);
  }
  bool is_answered = entry.response.has_value();
  field("answered", is_answered);
  if (!is_answered) return exchange;
  if (sworn.find("response") != nullptr) {
    field("response", exchange.response.emplace());
  } else {
    exchange.response = std::move(entry.response).value_or(Response{});
    exchange.response->is_cut = false;
    field("cut", exchange.response->is_cut);
  }
  return exchange;
}

void read_unasked(const Node& item, Exchange& exchange, har::Faults& faults) {
  FieldReader field(item, faults);
  har::fields(field, exchange);
  field("request", exchange.request);
  if (item.find("response") != nullptr) field("response", exchange.response.emplace());
}

void read_log(const Node& sworn, Recording& recording, har::Faults& faults) {
  int version = 0;
  FieldReader field(sworn, faults);
  field("version", version);
  if (!faults.is_fine()) return;
  if (version < 1 || version > har::format_version) {
    faults.refuse(
        sworn,
        "'_sworn' has version " + std::to_string(version) + ", which this sworn does not read",
        "use the sworn that wrote it, or a newer one");
    return;
  }
  if (const Node* spec = sworn.find("spec");
      spec != nullptr && faults.expect(*spec, spec->is_mapping(), "spec", "an object")) {
    FieldReader of_spec(*spec, faults);
    of_spec("file", recording.spec_file);
    of_spec("sha256", recording.spec_sha256);
  }
  field("run", recording.transcript.run);
  constexpr std::int64_t year_10000 = 253'402'300'800'000;
  const std::int64_t started = recording.transcript.run.started_ms;
  if (!faults.expect(sworn, started >= 0 && started < year_10000, "started_ms", "a time")) return;
  field("settings", recording.transcript.settings);
  std::vector<LedgerEntry> ledger;
  field("ledger", ledger);
  for (LedgerEntry& entry : ledger) {
    const std::string placeholder = entry.placeholder;
    recording.transcript.ledger.emplace(placeholder, std::move(entry));
  }
  const Node* unasked = sworn.find("unasked");
  if (unasked == nullptr || !faults.expect(*unasked, unasked->is_sequence(), "unasked", "an array"))
    return;
  for (const Node* item : unasked->items()) {
    if (!faults.expect(*item, item->is_mapping(), "unasked", "a list of objects")) return;
    read_unasked(*item, recording.transcript.exchanges.emplace_back(), faults);
  }
}

/// A recording of somebody else's begins with its first exchange.
void set_clock(Transcript& transcript) {
  std::vector<Exchange>& exchanges = transcript.exchanges;
  if (exchanges.empty()) return;
  const double first = std::ranges::min_element(exchanges, {}, &Exchange::started_ms)->started_ms;
  transcript.run.started_ms = static_cast<std::int64_t>(first);
  for (Exchange& exchange : exchanges) {
    exchange.started_ms -= first;
    transcript.run.duration_ms =
        std::max(transcript.run.duration_ms, exchange.started_ms + exchange.duration_ms);
  }
  transcript.run.requests = static_cast<int>(exchanges.size());
}

}  // namespace

Result<Recording> read_har(std::string_view text, const std::string& name) {
  // An entry is no deeper than this; what is, is no recording.
  document::Limits limits;
  limits.depth = 100;
  const Result<Document> document = document::parse_json(text, name, 0, limits);
  if (!document) return document.error();
  har::Faults faults(*document);
  const Node* log = document->root().find("log");
  const Node* entries = log == nullptr ? nullptr : log->find("entries");
  if (entries == nullptr) {
    faults.refuse(document->root(),
                  "this is no HAR file: it has no log with entries",
                  "`sworn check --record run.har` writes one, and so does a browser");
    return *faults.error();
  }
  Recording recording;
  const Node* sworn = log->find("_sworn");
  recording.is_own = sworn != nullptr;
  if (const Node* creator = log->find("creator"); creator != nullptr && recording.is_own) {
    recording.tool = creator->string_at("version");
  }
  if (faults.expect(*entries, entries->is_sequence(), "entries", "an array") && sworn != nullptr &&
      faults.expect(*sworn, sworn->is_mapping(), "_sworn", "an object")) {
    read_log(*sworn, recording, faults);
  }
  for (const Node* entry : entries->items()) {
    if (!faults.is_fine()) break;
    Exchange exchange = har::read_entry(*entry, faults);
    const Node* of_entry = entry->find("_sworn");
    if (sworn != nullptr && of_entry != nullptr) {
      exchange = read_sworn(*of_entry, std::move(exchange), faults);
    }
    recording.transcript.exchanges.push_back(std::move(exchange));
  }
  if (faults.error()) return *faults.error();
  if (recording.is_own) {
    std::ranges::stable_sort(recording.transcript.exchanges, {}, &Exchange::id);
  } else {
    set_clock(recording.transcript);
  }
  return recording;
}

}  // namespace sworn::evidence
