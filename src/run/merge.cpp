// SPDX-License-Identifier: Apache-2.0
#include "run/merge.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "base/text.h"
#include "evidence/placeholder.h"
#include "run/order.h"

namespace sworn::run {
namespace {

using evidence::Recording;
using Story = std::pair<std::string, std::string>;  ///< interview, subject

const Shard& shard_of(const NamedRecording& named) {
  return named.recording.transcript.run.shard;
}

std::string text_of(const Shard& shard) {
  return std::to_string(shard.index) + "/" + std::to_string(shard.count);
}

Error refusal(std::string message, std::string hint) {
  return {std::move(message), {}, std::move(hint)};
}

/// What two recordings of one run by parts differ in, or "".
std::string difference(const Recording& a, const Recording& b) {
  if (a.spec_sha256 != b.spec_sha256) return "are of different documents";
  if (a.transcript.run.url != b.transcript.run.url) return "are of different URLs";
  if (a.transcript.run.shard.count != b.transcript.run.shard.count) {
    return "are shards of different numbers";
  }
  if (a.tool != b.tool) return "are of different versions of sworn";
  const bool is_same_run = a.transcript.settings == b.transcript.settings &&
                           a.transcript.run.writes == b.transcript.run.writes;
  return is_same_run ? "" : "are of different options or configurations";
}

std::optional<Error> refuse(const std::vector<NamedRecording>& shards) {
  for (const NamedRecording& named : shards) {
    if (!named.recording.is_own || shard_of(named).count < 1) {
      return refusal(named.file + " is no shard",
                     "`sworn check --shard 1/3 --record 1.har` records one of three");
    }
  }
  const NamedRecording& first = shards.front();
  std::set<int> missing;
  for (int index = 1; index <= shard_of(first).count; ++index) missing.insert(index);
  for (const NamedRecording& named : shards) {
    const std::string what = difference(first.recording, named.recording);
    if (!what.empty()) {
      return refusal(first.file + " and " + named.file + " " + what,
                     "merge what --shard 1/N to N/N recorded of one check");
    }
    if (missing.erase(shard_of(named).index) == 0) {
      return refusal(named.file + ": there is another shard " + text_of(shard_of(named)),
                     "give each shard once");
    }
  }
  if (missing.empty()) return std::nullopt;
  std::vector<std::string> names;
  for (const int index : missing) {
    names.push_back(text_of({index, shard_of(first).count}));
  }
  return refusal((names.size() == 1 ? "shard " : "shards ") + base::join(names, ", ") +
                     (names.size() == 1 ? " is missing" : " are missing"),
                 "what they were to ask would count as not asked");
}

/// Adds what one shard did to the whole.
void add(RunInfo& whole, const RunInfo& part) {
  const double end = std::max(static_cast<double>(whole.started_ms) + whole.duration_ms,
                              static_cast<double>(part.started_ms) + part.duration_ms);
  whole.started_ms = std::min(whole.started_ms, part.started_ms);
  whole.duration_ms = end - static_cast<double>(whole.started_ms);
  whole.requests += part.requests;
  if (whole.complete && !part.complete) {
    whole.complete = false;
    whole.stopped_why = "shard " + text_of(part.shard) + ": " + part.stopped_why;
  }
}

RunInfo united_run(const std::vector<NamedRecording>& shards) {
  RunInfo run = shards.front().recording.transcript.run;
  if (!run.complete) run.stopped_why = "shard " + text_of(run.shard) + ": " + run.stopped_why;
  for (std::size_t i = 1; i < shards.size(); ++i) {
    add(run, shards[i].recording.transcript.run);
  }
  run.shard = {};
  return run;
}

/// Of each story that of the first shard that held it, in the order of a transcript.
class Union {
 public:
  explicit Union(std::vector<NamedRecording>& shards) : shards_(shards) {
    for (std::size_t i = 0; i < shards.size(); ++i) {
      for (const Exchange& exchange : exchanges_of(i)) {
        holders_[{exchange.interview, exchange.subject}].insert(i);
      }
    }
  }

  /// Takes the exchanges over, placeholders renamed, and the ledger's entries with them.
  void fill(Transcript& whole) {
    for (std::size_t i = 0; i < shards_.size(); ++i) {
      finders_.emplace_back(shards_[i].recording.transcript.ledger);
    }
    names_.resize(shards_.size());
    keep_shared_names();
    std::vector<Exchange> taken = take(whole.run.started_ms);
    put_in_order(taken);
    give_names(taken);
    for (std::size_t i = 0; i < shards_.size(); ++i) {
      rename(i, taken, whole.ledger);
    }
    int id = 0;
    for (Exchange& exchange : taken) {
      exchange.id = ++id;
      whole.exchanges.push_back(std::move(exchange));
    }
  }

 private:
  [[nodiscard]] const std::vector<Exchange>& exchanges_of(std::size_t shard) const {
    return shards_[shard].recording.transcript.exchanges;
  }
  [[nodiscard]] const std::set<std::size_t>& holders_of(const Exchange& exchange) const {
    return holders_.at({exchange.interview, exchange.subject});
  }
  [[nodiscard]] std::size_t shard_of(const Exchange& exchange) const {
    return *holders_of(exchange).begin();
  }

  /// What stands in stories that several shards held means the same in all of them, and so does
  /// what the configuration gave a name of its own.
  void keep_shared_names() {
    std::set<std::string> families;  // of which some shard has several
    for (const NamedRecording& named : shards_) {
      const evidence::Ledger& ledger = named.recording.transcript.ledger;
      for (const auto& [placeholder, entry] : ledger) {
        const std::string family = evidence::unnumbered(placeholder, ledger);
        if (family != placeholder) families.insert(family);
      }
    }
    for (std::size_t i = 0; i < shards_.size(); ++i) {
      for (const Exchange& exchange : exchanges_of(i)) {
        if (holders_of(exchange).size() < 2) continue;
        for (const std::string& placeholder : finders_[i].in(exchange)) keep(i, placeholder);
      }
      const evidence::Ledger& ledger = shards_[i].recording.transcript.ledger;
      for (const auto& [placeholder, entry] : ledger) {
        const bool is_one_of_many = families.contains(evidence::unnumbered(placeholder, ledger));
        if (!is_one_of_many && !evidence::is_named_by_conversation(placeholder)) {
          keep(i, placeholder);
        }
      }
    }
  }

  void keep(std::size_t shard, const std::string& placeholder) {
    names_[shard].emplace(placeholder, placeholder);
    given_.insert(placeholder);
  }

  std::vector<Exchange> take(std::int64_t started_ms) const {
    std::vector<Exchange> taken;
    for (std::size_t i = 0; i < shards_.size(); ++i) {
      const Transcript& part = shards_[i].recording.transcript;
      for (Exchange exchange : part.exchanges) {
        if (shard_of(exchange) != i) continue;
        exchange.started_ms += static_cast<double>(part.run.started_ms - started_ms);
        taken.push_back(std::move(exchange));
      }
    }
    return taken;
  }

  /// Numbers what is left by where it stands first, as the seal does.
  void give_names(const std::vector<Exchange>& taken) {
    for (const Exchange& exchange : taken) {
      const std::size_t shard = shard_of(exchange);
      const evidence::Ledger& ledger = shards_[shard].recording.transcript.ledger;
      for (const std::string& placeholder : finders_[shard].in(exchange)) {
        if (names_[shard].contains(placeholder)) continue;
        const std::string family = evidence::unnumbered(placeholder, ledger);
        int number = 1;
        while (given_.contains(evidence::numbered(family, number))) ++number;
        const std::string name = evidence::numbered(family, number);
        names_[shard].emplace(placeholder, name);
        given_.insert(name);
      }
    }
  }

  void rename(std::size_t shard, std::vector<Exchange>& taken, evidence::Ledger& ledger) const {
    const evidence::PlaceholderRenamer renamer(names_[shard]);
    for (Exchange& exchange : taken) {
      if (shard_of(exchange) == shard) renamer.rename(exchange);
    }
    for (auto [placeholder, entry] : shards_[shard].recording.transcript.ledger) {
      const auto name = names_[shard].find(placeholder);
      if (name == names_[shard].end()) continue;  // of a story that another shard tells
      renamer.rename(entry);
      ledger.emplace(name->second, std::move(entry));
    }
  }

  std::vector<NamedRecording>& shards_;
  std::map<Story, std::set<std::size_t>> holders_;
  std::vector<evidence::PlaceholderFinder> finders_;
  std::vector<std::map<std::string, std::string>> names_;  ///< of each shard, old to new
  std::set<std::string> given_;
};

}  // namespace

Result<Recording> merge(std::vector<NamedRecording> shards) {
  if (shards.empty()) return refusal("no recordings given", "sworn merge 1.har 2.har 3.har");
  if (auto refused = refuse(shards)) return *refused;
  std::ranges::sort(shards, {}, [](const NamedRecording& named) { return shard_of(named).index; });
  Recording merged;
  merged.spec_file = shards.front().recording.spec_file;
  merged.spec_sha256 = shards.front().recording.spec_sha256;
  merged.tool = shards.front().recording.tool;
  merged.transcript.run = united_run(shards);
  merged.transcript.settings = shards.front().recording.transcript.settings;
  Union(shards).fill(merged.transcript);
  return merged;
}

}  // namespace sworn::run
