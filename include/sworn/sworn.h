// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "sworn/contract.h"
#include "sworn/identity.h"
#include "sworn/recording.h"
#include "sworn/report.h"
#include "sworn/result.h"
#include "sworn/rule.h"
#include "sworn/transport.h"

/// What the command line does, as functions of values. Nothing here prints, ends the program or
/// keeps state between calls; several threads may call at once. Failures of input are an Error,
/// never an exception, but for std::bad_alloc.
namespace sworn {

struct LoadOptions {
  std::string ref_root = {};        ///< references may reach this folder; "": that of the document
  std::string assume_version = {};  ///< "3.1": read an unknown version as this one
};

/// Reads a Swagger 2.0 or an OpenAPI 3.0, 3.1 or 3.2 document, YAML or JSON; "-" is standard
/// input. Sends nothing: a reference to an http(s) URL is a remark of the contract, as all that
/// leaves it readable. Fails where the file is no such document.
[[nodiscard]] Result<Contract> load(const std::string& file, const LoadOptions& options = {});

struct InterviewOptions {
  std::string url;         ///< where the API runs; a path stands for the whole server
  bool writes = false;     ///< also send what creates or changes own objects
  bool hardening = false;  ///< also ask for what no contract promises
  std::vector<std::string> include = {};  ///< "GET /items/*", a tag, an operationId; none is all
  std::vector<std::string> exclude = {};
  std::vector<std::string> rules = {};  ///< ids or families; none is all
  std::vector<std::string> skip_rules = {};
  std::optional<std::uint64_t> seed = {};  ///< of the random choices; nothing: a fresh one
  Shard shard = {};  ///< the part of a run that several share and merge() unites
  std::string proxy = {};
  std::string ca_file = {};  ///< certificates to trust, PEM
  bool insecure = false;     ///< do not verify the server's certificate
  /// Through which requests leave instead of the network; it outlives the call. Borrowed.
  Transport* transport = nullptr;
};

/// Asks the API and concludes nothing. Sends requests, as `config.limits` bounds them, from
/// threads of its own, which have ended when it returns. The recording is sealed: no secret of
/// `config` or of an answer stands in it. A requested stop ends the run; what was done is in the
/// recording, and what was created is removed all the same. Reads the files that `cert` and `key`
/// of a credential name. Fails where nothing could be asked because of the input (a URL that is
/// none, a credential for an unknown scheme, a rule or shard that there is none of, a certificate
/// that cannot be read); what the target does is data.
[[nodiscard]] Result<Recording> interview(const Contract& contract,
                                          const Config& config,
                                          const InterviewOptions& options,
                                          const std::stop_token& stop = {});

struct JudgeOptions {
  std::string url = {};                 ///< of a recording of another program: where the API was
  std::vector<std::string> rules = {};  ///< instead of the recorded ones; none: those
  std::vector<std::string> skip_rules = {};
};

/// What the recorded answers say of the contract. Pure: equal arguments give equal reports, and a
/// run judged again gives the report of the run. Fails where `url` is needed and not given, or
/// given and not needed, and for a rule that there is none of.
[[nodiscard]] Result<Report> judge(const Contract& contract,
                                   const Recording& recording,
                                   const JudgeOptions& options = {});

struct ReviewOptions {
  std::vector<std::string> rules = {};  ///< ids or families; none is all
  std::vector<std::string> skip_rules = {};
  std::map<std::string, Severity> severity = {};  ///< by rule id, instead of the rule's own
};

/// Whether the document is a contract that can be kept and relied on. Pure. A rule that there is
/// none of, or none that is selected, stands among the problems of the report.
[[nodiscard]] Report review(const Contract& contract, const ReviewOptions& options = {});

/// Whose severity a finding of a comparison has: of the API's owner (does it protect less?), of its
/// clients (do they break?), or the graver of both.
enum class Side { both, owner, client };

struct CompareOptions {
  std::vector<std::string> rules = {};  ///< ids or families; none is all
  std::vector<std::string> skip_rules = {};
  std::map<std::string, Severity> severity = {};  ///< by rule id, instead of the rated one
  Side side = Side::both;
};

/// What changed in the security contract. Pure; no finding where both promise the same, however
/// they write it. Problems as of review().
[[nodiscard]] Report compare(const Contract& before,
                             const Contract& after,
                             const CompareOptions& options = {});

/// One recording of the shards of a run, to be judged as one. Pure. Fails where a shard is missing
/// or there twice, or where they are not of one run.
[[nodiscard]] Result<Recording> merge(std::vector<Recording> shards);

struct RenderOptions {
  bool color = false;
  int width = 100;       ///< columns, of formats for a person
  bool verbose = false;  ///< every operation of a group, and the exchanges
  /// Milliseconds since the Unix epoch: the time of a report that asked nobody, in the format
  /// "gitlab", which must have one.
  std::int64_t written_ms = 0;
};

/// The names that render() knows: "text", "json", …
[[nodiscard]] std::vector<std::string> formats();

/// A report in one of these forms, escaped for it. Pure. Fails for an unknown name.
[[nodiscard]] Result<std::string> render(const Report& report,
                                         std::string_view format,
                                         const RenderOptions& options = {});

/// A recording as HAR 1.2, and back: recording_of_har(har_of(r)) is r. Reads what other programs
/// write as well. `name` stands in errors, which have line and column.
[[nodiscard]] std::string har_of(const Recording& recording);
[[nodiscard]] Result<Recording> recording_of_har(std::string_view text, const std::string& name);

/// The declarations of all rules; they live as long as the program.
[[nodiscard]] std::vector<const RuleInfo*> catalogue();

}  // namespace sworn
