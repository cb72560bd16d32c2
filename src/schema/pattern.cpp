// SPDX-License-Identifier: Apache-2.0
#define PCRE2_CODE_UNIT_WIDTH 8
#include "schema/pattern.h"

#include <pcre2.h>

#include <algorithm>
#include <map>
#include <mutex>

#include "schema/schema.h"

namespace sworn::schema {
namespace {

constexpr std::uint32_t depth_limit = 100'000;
constexpr std::uint32_t heap_limit_kibibytes = 32 * 1024;
constexpr std::size_t cache_capacity = 512;
constexpr std::size_t longest_text = 4 * 1024 * 1024;

/// How far one search may go. PCRE2 counts its match limit anew at each start and one unit can cost
/// a walk over the rest of the text, so both numbers shrink as the text grows. No clock: a verdict
/// must not depend on the machine.
struct Bounds {
  std::size_t starts;
  std::uint32_t match_limit;
};

Bounds bounds_for(std::size_t length, bool is_anchored) {
  constexpr std::size_t walks = 500'000'000;
  constexpr std::size_t units = 30'000'000;
  constexpr std::size_t work = 100'000'000'000;
  constexpr std::size_t most_units = 1'000'000;
  constexpr std::size_t least_units = 200;
  const std::size_t starts = is_anchored ? 1 : std::min(length + 1, walks / (length + 1) + 1);
  const std::size_t limit = std::min({work / (starts * (length + 1)), units / starts, most_units});
  return {starts, static_cast<std::uint32_t>(std::max(limit, least_units))};
}

template <auto free_function>
struct Freer {
  template <typename T>
  void operator()(T* pointer) const {
    free_function(pointer);
  }
};
using CompileContext = std::unique_ptr<pcre2_compile_context, Freer<pcre2_compile_context_free>>;
using MatchContext = std::unique_ptr<pcre2_match_context, Freer<pcre2_match_context_free>>;
using MatchData = std::unique_ptr<pcre2_match_data, Freer<pcre2_match_data_free>>;
using CompiledCode = std::unique_ptr<pcre2_code, Freer<pcre2_code_free>>;

/// What a match needs besides the pattern; one for each thread.
struct Scratch {
  Scratch()
      : context(pcre2_match_context_create(nullptr)), data(pcre2_match_data_create(1, nullptr)) {
    if (!context) return;
    pcre2_set_depth_limit(context.get(), depth_limit);
    pcre2_set_heap_limit(context.get(), heap_limit_kibibytes);
  }

  MatchContext context;
  MatchData data;
};

PCRE2_SPTR as_units(std::string_view text) {
  return reinterpret_cast<PCRE2_SPTR>(text.data() == nullptr ? "" : text.data());
}

class Cache {
 public:
  template <typename Compile>
  std::shared_ptr<const Pattern> get(std::string_view pattern, Compile compile) {
    const std::lock_guard lock(mutex_);
    if (const auto found = patterns_.find(pattern); found != patterns_.end()) return found->second;
    if (patterns_.size() >= cache_capacity) patterns_.clear();
    return patterns_.emplace(std::string(pattern), compile(pattern)).first->second;
  }

 private:
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<const Pattern>, std::less<>> patterns_;
};

}  // namespace

struct Pattern::Code {
  CompiledCode compiled;
  bool is_anchored = false;
};

Pattern::Pattern(std::unique_ptr<Code> code) : code_(std::move(code)) {}
Pattern::~Pattern() = default;

std::shared_ptr<const Pattern> Pattern::compile(std::string_view pattern) {
  // "(*" is an error in ECMA-262, while PCRE2 takes options from it.
  if (pattern.starts_with("(*")) return nullptr;
  const CompileContext context(pcre2_compile_context_create(nullptr));
  if (!context) return nullptr;
  // A half of a pair is a character that no text has.
  pcre2_set_compile_extra_options(context.get(),
                                  PCRE2_EXTRA_ALT_BSUX | PCRE2_EXTRA_ALLOW_SURROGATE_ESCAPES);
  // "." matches neither LF nor CR (ECMA-262 §22.2.2.7).
  pcre2_set_newline(context.get(), PCRE2_NEWLINE_ANYCRLF);
  constexpr std::uint32_t options = PCRE2_UTF | PCRE2_ALT_BSUX | PCRE2_MATCH_UNSET_BACKREF |
                                    PCRE2_DOLLAR_ENDONLY | PCRE2_ALLOW_EMPTY_CLASS |
                                    PCRE2_NEVER_BACKSLASH_C | PCRE2_USE_OFFSET_LIMIT;
  const std::string translated = to_pcre2(pattern);
  int error = 0;
  PCRE2_SIZE offset = 0;
  CompiledCode compiled(pcre2_compile(
      as_units(translated), translated.size(), options, &error, &offset, context.get()));
  if (!compiled) return nullptr;
  // Where there is no machine code for this machine or pattern, the interpreter does the same.
  static_cast<void>(pcre2_jit_compile(compiled.get(), PCRE2_JIT_COMPLETE));
  auto code = std::make_unique<Code>();
  std::uint32_t all_options = 0;
  pcre2_pattern_info(compiled.get(), PCRE2_INFO_ALLOPTIONS, &all_options);
  code->is_anchored = (all_options & PCRE2_ANCHORED) != 0;
  code->compiled = std::move(compiled);
  return std::shared_ptr<const Pattern>(new Pattern(std::move(code)));
}

std::shared_ptr<const Pattern> Pattern::of(std::string_view pattern) {
  static Cache cache;
  return cache.get(pattern, [](std::string_view text) { return compile(text); });
}

std::optional<bool> Pattern::occurs_in(std::string_view text) const {
  if (text.size() > longest_text) return std::nullopt;
  thread_local const Scratch scratch;
  if (!scratch.context || !scratch.data) return std::nullopt;
  const Bounds bounds = bounds_for(text.size(), code_->is_anchored);
  const bool is_whole = code_->is_anchored || bounds.starts > text.size();
  pcre2_set_match_limit(scratch.context.get(), bounds.match_limit);
  pcre2_set_offset_limit(scratch.context.get(), is_whole ? PCRE2_UNSET : bounds.starts);
  const auto match = [&](std::uint32_t options) {
    return pcre2_match(code_->compiled.get(),
                       as_units(text),
                       text.size(),
                       0,
                       options,
                       scratch.data.get(),
                       scratch.context.get());
  };
  int result = match(0);
  // Machine code has a small stack; the interpreter has the heap.
  if (result == PCRE2_ERROR_JIT_STACKLIMIT) result = match(PCRE2_NO_JIT);
  if (result >= 0) return true;
  if (result == PCRE2_ERROR_NOMATCH && is_whole) return false;
  return std::nullopt;
}

std::optional<bool> matches(std::string_view pattern, std::string_view text) {
  const auto compiled = Pattern::of(pattern);
  return compiled ? compiled->occurs_in(text) : std::nullopt;
}

}  // namespace sworn::schema
