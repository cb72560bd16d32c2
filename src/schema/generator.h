// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "document/node.h"
#include "schema/conjunction.h"
#include "schema/schema.h"

namespace sworn::schema {

/// One bounded search for JSON texts that satisfy schemas.
class Generator {
 public:
  Generator(const Context& context, std::uint64_t seed);

  /// A value that satisfies all of the schemas and is none of `avoided`; nothing when the search
  /// found none.
  std::optional<std::string> make(const Schemas& schemas,
                                  int depth,
                                  const std::vector<std::string>& avoided = {});
  /// What stood in the way first, in words.
  [[nodiscard]] const std::string& obstacle() const { return obstacle_; }

 private:
  std::optional<std::string> make_attempt(const Schemas& schemas,
                                          const Conjunction& conjunction,
                                          int depth,
                                          std::size_t attempt,
                                          const std::vector<std::string>& avoided);
  std::optional<std::string> make_typed(std::string_view type,
                                        const Conjunction& conjunction,
                                        int depth,
                                        std::size_t attempt);
  std::optional<std::string> make_number(const Conjunction& conjunction,
                                         bool is_integer,
                                         std::size_t attempt);
  std::optional<std::string> make_string(const Conjunction& conjunction, std::size_t attempt);
  std::optional<std::string> make_array(const Conjunction& conjunction,
                                        int depth,
                                        std::size_t attempt);
  std::optional<std::string> make_object(const Conjunction& conjunction,
                                         int depth,
                                         std::size_t attempt);

  struct Member {
    std::string name;
    std::string value;
  };
  using Members = std::vector<Member>;
  [[nodiscard]] static std::string write_object(const Members& members);
  /// Adds the property and those that it brings along; false when one of them cannot be made.
  bool add_member(const Conjunction& conjunction,
                  std::string_view name,
                  int depth,
                  std::vector<Member>& members);
  /// Changes or adds a member for each rival that the object satisfies as well, where that can be.
  void contrast(const Conjunction& conjunction, std::size_t most, Members& members);
  bool separate_members(const Conjunction& ours,
                        const Conjunction& theirs,
                        int depth,
                        Members& members);
  bool separate_member(const Conjunction& ours,
                       const Conjunction& theirs,
                       std::string_view name,
                       int depth,
                       Members& members);
  /// A value, `text` or a change of it, that satisfies ours and not theirs.
  std::optional<std::string> separate(const std::string& text,
                                      const Schemas& ours,
                                      const Schemas& theirs,
                                      int depth);
  void fill_members(const Conjunction& conjunction,
                    std::size_t least,
                    int depth,
                    std::vector<Member>& members);
  std::string extra_name(const Conjunction& conjunction, std::size_t index);
  /// Whether the property does not travel in this direction.
  [[nodiscard]] bool is_withheld(const Schemas& property) const;

  /// A proposed value without the properties that do not travel in this direction.
  std::string without_withheld(const document::Node& value, const Schemas& schemas, int depth);
  [[nodiscard]] bool is_accepted(const std::string& text, const Schemas& schemas);
  [[nodiscard]] bool is_refused(const std::string& text, const document::Node& schema) const;
  void note(std::string obstacle);

  const Context& context_;
  base::RandomStream random_;
  std::size_t spent_ = 0;
  std::string obstacle_;
};

}  // namespace sworn::schema
