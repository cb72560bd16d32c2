// SPDX-License-Identifier: Apache-2.0
#include "run/examination.h"

#include <algorithm>
#include <deque>
#include <utility>

#include "base/clock.h"
#include "base/url.h"
#include "diff/judge.h"
#include "evidence/seal.h"
#include "probe/account_removal.h"
#include "probe/cleanup.h"
#include "run/order.h"
#include "run/renewal.h"
#include "run/schedule.h"
#include "run/scope.h"
#include "run/selection.h"

namespace sworn::run {
namespace {

using probe::Interview;
using probe::Phase;

/// Threads are cheap while they wait: the pace bounds what is in flight.
constexpr std::size_t most_threads = 48;

bool is_loopback_url(const std::string& text) {
  const auto url = base::parse_url(text);
  return url && url->is_loopback();
}

}  // namespace

Examination::Examination(const Contract& contract,
                         Config config,
                         const CheckOptions& options,
                         Transport& transport,
                         probe::PaceState& pace,
                         bool is_real,
                         const std::set<std::string>& in_scope,
                         std::string base_url,
                         std::uint64_t seed,
                         Progress& progress,
                         std::stop_token stop)
    : contract_(contract),
      config_(std::move(config)),
      options_(options),
      transport_(transport),
      pace_(pace),
      is_real_(is_real),
      is_loopback_(is_loopback_url(options.url)),
      in_scope_(in_scope),
      seed_(seed),
      progress_(progress),
      stop_(std::move(stop)),
      vault_(contract, config_),
      wallet_(contract, config_, vault_, seed),
      builder_(contract, config_, std::move(base_url), seed),
      wrong_secrets_(config_.limits.invalid_logins) {
  progress_.operations = static_cast<int>(in_scope.size());
}

void Examination::hold_phase(Phase phase) {
  progress_.phase = static_cast<int>(phase);
  progress_.subjects = 0;
  progress_.held = 0;
  const std::size_t asked_before = exchanges_.size();
  std::vector<std::vector<Question>> waves;
  std::vector<std::vector<Question>> last_waves;
  const evidence::Facts facts(contract_, exchanges_);
  const auto read = diff::interviews_read(settings_of(contract_, config_, options_, in_scope_));
  for (const Interview& interview : probe::all_interviews()) {
    if (interview.phase != phase || !is_needed(interview, read)) {
      continue;
    }
    const auto subjects = interview.waves(scene(facts, 1));
    auto& own = interview.ends_credentials ? last_waves : waves;
    own.resize(std::max(own.size(), subjects.size()));
    for (std::size_t i = 0; i < subjects.size(); ++i) {
      for (const std::string& subject : subjects[i]) {
        if (holds(options_.shard, contract_, interview, subject)) {
          own[i].push_back({&interview, subject});
        }
      }
    }
  }
  std::ranges::move(last_waves, std::back_inserter(waves));
  progress_.foreseen = progress_.work.load();
  for (const auto& questions : waves) {
    foresee(questions);
  }
  for (const auto& questions : waves) {
    hold(questions, 1);
  }
  repeat(phase, asked_before);
  wrong_secrets_.release_kept();
}

bool Examination::is_reached(std::string& reason) const {
  for (const Exchange& exchange : exchanges_) {
    if (exchange.response && exchange.interview == probe::reach_interview.name) {
      return true;
    }
    if (reason.empty() && exchange.failure != Failure::none) {
      reason = exchange.reason;
    }
  }
  return false;
}

void Examination::clean_up(Transport& transport) {
  const auto created = probe::created_in(contract_, exchanges_);
  const evidence::Facts facts(contract_, exchanges_);
  const probe::Scene last{contract_,
                          config_,
                          builder_,
                          learned_,
                          wallet_,
                          facts,
                          vault_,
                          transport,
                          turns_,
                          wrong_secrets_,
                          in_scope_,
                          start,
                          seed_,
                          1,
                          options_.writes,
                          false,
                          {}};
  probe::Stage stage(last, "cleanup", "*");
  probe::remove_created(stage, created);
  probe::remove_accounts(stage, exchanges_);
  probe::note_what_stays(stage, exchanges_);
  for (Exchange& exchange : stage.take_notes()) {
    exchanges_.push_back(std::move(exchange));
  }
}

Transcript Examination::seal() const {
  std::vector<Exchange> exchanges = exchanges_;
  put_in_order(exchanges);
  return evidence::seal(exchanges, vault_, settings_of(contract_, config_, options_, in_scope_));
}

probe::Scene Examination::scene(const evidence::Facts& facts, int round) {
  return {contract_,
          config_,
          builder_,
          learned_,
          wallet_,
          facts,
          vault_,
          transport_,
          turns_,
          wrong_secrets_,
          in_scope_,
          start,
          seed_,
          round,
          options_.writes,
          is_real_,
          stop_,
          options_.query_probes || is_loopback_,
          options_.verify_auth,
          options_.shard,
          registered_};
}

void Examination::repeat(Phase phase, std::size_t asked_before) {
  if (stop_.stop_requested() || is_over() || exchanges_.size() == asked_before) {
    return;
  }
  Transcript so_far = seal();
  so_far.run.started_ms = started_ms_;
  const auto wanted = diff::questions_to_repeat(contract_, so_far);
  std::vector<Question> questions;
  std::vector<Question> last_questions;
  for (const Interview& interview : probe::all_interviews()) {
    for (const auto& [name, subject] : wanted) {
      if (interview.phase == phase && interview.name == name &&
          holds(options_.shard, contract_, interview, subject)) {
        (interview.ends_credentials ? last_questions : questions).push_back({&interview, subject});
      }
    }
  }
  foresee(questions);
  foresee(last_questions);
  hold(questions, 2);
  if (!last_questions.empty()) {
    hold(last_questions, 2);
  }
}

void Examination::hold(const std::vector<Question>& questions, int round) {
  call_in_ending(wallet_, base::unix_milliseconds());
  (void)renew(round);
  const std::size_t before = exchanges_.size();
  ask(questions, round, round == 1);
  call_in_refused(wallet_, contract_, exchanges_, before);
  const auto renewed = renew(round);
  for (const std::string& culprit :
       culprits_of(contract_, config_.reads, exchanges_, before, renewed)) {
    learned_.leave_alone(culprit);
  }
  const auto stories = set_aside(contract_, exchanges_, before, renewed);
  std::vector<Question> again;
  std::ranges::copy_if(questions, std::back_inserter(again), [&](const Question& question) {
    return stories.contains({std::string(question.interview->name), question.subject});
  });
  foresee(again);
  ask(again, round);
}

std::vector<probe::Wallet::Loan> Examination::renew(int round) {
  std::vector<Question> questions;
  for (const std::string& subject : renewal_subjects(wallet_)) {
    if (renewals_ < config_.limits.logins && !stop_.stop_requested()) {
      questions.push_back({&probe::renew_interview, subject});
      ++renewals_;
    }
  }
  foresee(questions);
  ask(questions, round);
  return wallet_.settle();
}

void Examination::foresee(const std::vector<Question>& questions) {
  for (const Question& question : questions) {
    progress_.foreseen += question.interview->most_requests;
  }
}

void Examination::ask(const std::vector<Question>& questions, int round, bool counts) {
  if (questions.empty()) {
    return;
  }
  progress_.subjects += static_cast<int>(questions.size());
  const evidence::Facts facts(contract_, exchanges_);
  const probe::Scene shared = scene(facts, round);
  std::vector<std::deque<Exchange>> notes(questions.size());
  std::vector<std::vector<probe::Obtained>> obtained(questions.size());
  std::vector<std::vector<Identity>> enrolled(questions.size());
  run_side_by_side(questions.size(), most_threads, [&](std::size_t i) {
    probe::Stage stage(shared, std::string(questions[i].interview->name), questions[i].subject);
    questions[i].interview->hold(stage);
    notes[i] = stage.take_notes();
    obtained[i] = stage.obtained();
    enrolled[i] = stage.enrolled();
    ++progress_.held;
    progress_.work += questions[i].interview->most_requests;
    if (counts && questions[i].interview->name == probe::access_interview.name &&
        in_scope_.contains(questions[i].subject)) {
      ++progress_.asked;
    }
    progress_.requests = pace_.sent.load();
  });
  // Merged in the order of the plan, so that a run does not depend on who was first.
  for (std::size_t i = 0; i < questions.size(); ++i) {
    for (Identity& newcomer : enrolled[i]) {
      registered_.insert(newcomer.name);
      config_.identities.push_back(std::move(newcomer));
    }
    for (const probe::Obtained& credential : obtained[i]) {
      if (config_.identity(credential.identity) == nullptr) {
        continue;
      }
      if (!wallet_.holds(credential.identity, credential.scheme.name) ||
          wallet_.is_called_in(credential.identity, credential.scheme.name)) {
        wallet_.add(credential.identity,
                    credential.scheme,
                    credential.secret,
                    credential.login,
                    credential.tenure);
      }
    }
    for (Exchange& exchange : notes[i]) {
      learn(exchange);
      exchanges_.push_back(std::move(exchange));
    }
  }
}

void Examination::learn(const Exchange& exchange) {
  const bool is_good = std::ranges::all_of(exchange.credentials, [](const CredentialUse& use) {
    return use.state == CredentialState::good;
  });
  const Operation* operation = contract_.operation(exchange.operation);
  if (exchange.interview == "access" && is_good && operation != nullptr &&
      evidence::succeeded(exchange)) {
    learned_.learn(*operation, exchange.identity, *exchange.response);
    learned_.learn_links(contract_, *operation, exchange.identity, *exchange.response);
  }
}

}  // namespace sworn::run
