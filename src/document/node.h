// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sworn/result.h"

namespace sworn::document {

/// What a value is in the JSON data model, which YAML documents are reduced to (OpenAPI 3.1 §4.2).
enum class Kind : std::uint8_t { null, boolean, integer, number, string, sequence, mapping };

/// "null", "boolean", "integer", "number", "string", "array" or "object": the JSON Schema names.
[[nodiscard]] std::string_view name_of(Kind kind);

/// Line and column of a token, from 1; the column counts bytes.
struct Mark {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

class Node;

struct Entry {
  std::string_view key;
  Mark key_mark;
  const Node* value = nullptr;
};

/// One value of a parsed document, immutable, owned by its Document; every view into it lives as
/// long as that Document. Lookups never throw: what is not there is a null pointer or an empty
/// span. It takes 24 bytes, its entry or place in a sequence 32 or 8 more.
class Node {
 public:
  [[nodiscard]] Kind kind() const { return kind_; }
  [[nodiscard]] Mark mark() const { return mark_; }
  /// The number that the owner of several documents gave to this one (0 when there is one only).
  [[nodiscard]] std::uint16_t document_id() const { return document_id_; }

  [[nodiscard]] bool is_null() const { return kind_ == Kind::null; }
  [[nodiscard]] bool is_boolean() const { return kind_ == Kind::boolean; }
  [[nodiscard]] bool is_string() const { return kind_ == Kind::string; }
  [[nodiscard]] bool is_sequence() const { return kind_ == Kind::sequence; }
  [[nodiscard]] bool is_mapping() const { return kind_ == Kind::mapping; }
  [[nodiscard]] bool is_collection() const { return is_sequence() || is_mapping(); }
  /// Scalars and empty collections have none.
  [[nodiscard]] bool has_children() const { return is_collection() && size_ > 0; }
  /// An integer or a number.
  [[nodiscard]] bool is_number() const { return kind_ == Kind::integer || kind_ == Kind::number; }

  /// A string's value; for other scalars the characters as they stand in the source ("1e400",
  /// "true"), so that nothing is lost to a conversion. Empty for collections.
  [[nodiscard]] std::string_view text() const {
    return is_collection() ? std::string_view() : std::string_view(text_, size_);
  }
  [[nodiscard]] bool as_boolean(bool otherwise = false) const;
  /// The value of an integer (or of a number with a zero fraction) that fits; else nothing.
  [[nodiscard]] std::optional<std::int64_t> as_integer() const;
  /// The nearest double of an integer or number (infinite when out of range); else nothing.
  [[nodiscard]] std::optional<double> as_double() const;

  /// The elements of a sequence, in order; empty for anything else.
  [[nodiscard]] std::span<const Node* const> items() const {
    return is_sequence() ? std::span(items_, size_) : std::span<const Node* const>();
  }
  /// The entries of a mapping, in source order; empty for anything else.
  [[nodiscard]] std::span<const Entry> entries() const {
    return is_mapping() ? std::span(entries_, size_) : std::span<const Entry>();
  }
  /// The value under `key`, or null. Constant time, however large the mapping.
  [[nodiscard]] const Node* find(std::string_view key) const;
  /// The place of `key` itself in a mapping (its value may start a line later), or this node's own.
  [[nodiscard]] Mark mark_of(std::string_view key) const;

  /// find(key) when that is a string, else "".
  [[nodiscard]] std::string_view string_at(std::string_view key) const;

 private:
  friend class Builder;
  [[nodiscard]] const Entry* entry(std::string_view key) const;

  Kind kind_ = Kind::null;
  bool boolean_ = false;
  std::uint16_t document_id_ = 0;
  std::uint32_t size_ = 0;  ///< of what the pointer leads to
  Mark mark_;
  // NOLINTBEGIN(readability-identifier-naming): private, though clang-tidy takes them for public.
  union {
    const char* text_ = nullptr;
    const Node* const* items_;
    const Entry* entries_;  ///< behind them, when they are many, an index (KeyIndex)
  };
  // NOLINTEND(readability-identifier-naming)
};

/// Bounds that hold for any input, hostile ones included. A tree takes 24 bytes for each node, 32
/// for each entry of a mapping, 8 for each element of a sequence and no more characters than the
/// text has.
struct Limits {
  /// More than 2 GiB - 1 is never read: places are numbers of 32 bits.
  std::size_t bytes = std::size_t{256} * 1024 * 1024;
  /// Of collections within one another. yaml-cpp has its own limit of about 500.
  std::size_t depth = 1000;
  /// Nodes after alias expansion: an alias bomb ends here.
  std::size_t nodes = 10'000'000;
};

/// What a text has that a tree cannot hold, and how it was read all the same: of a key that stands
/// twice the last value counts, an alias within the value that it repeats is null, and what is
/// named .json and is none is read as YAML.
struct Oddity {
  enum class Kind { duplicate_key, cyclic_alias, not_json };
  Kind kind = Kind::duplicate_key;
  std::string message;  ///< names both places
  Mark mark;
};

/// Whether what a tree cannot hold is an error or an oddity.
enum class Strictness { strict, lenient };

/// A parsed document: the tree and the memory that it stands in. Movable; nodes keep their address.
class Document {
 public:
  Document(Document&&) noexcept;
  Document& operator=(Document&&) noexcept;
  ~Document();

  [[nodiscard]] const Node& root() const;
  /// The name that the caller gave: a path as the user wrote it, or "-".
  [[nodiscard]] const std::string& name() const;
  /// Location of a node of this document, without a pointer.
  [[nodiscard]] Location locate(Mark mark) const;
  /// What was read leniently, the first thousand in the order in which it was met; none where the
  /// reading was strict.
  [[nodiscard]] const std::vector<Oddity>& oddities() const;

 private:
  friend class Builder;
  Document();
  struct Memory;
  std::unique_ptr<Memory> memory_;
};

/// Parses JSON (RFC 8259). `name` stands in errors and locations. A leading BOM is skipped;
/// trailing text, invalid UTF-8 and exceeded limits are errors with line and column; so are, when
/// strict, duplicate keys.
[[nodiscard]] Result<Document> parse_json(std::string_view text,
                                          const std::string& name,
                                          std::uint16_t document_id = 0,
                                          const Limits& = {},
                                          Strictness = Strictness::strict);

/// Parses one YAML 1.2 document with the core schema (plain `true`, `12`, `1.5`, `null`, `~`;
/// `yes`, `on` and timestamps are strings). Mapping keys are taken as their text, so `200:` is
/// "200". Aliases share their anchor's node; merge keys (`<<`) are honoured. Errors as in
/// parse_json; a flow collection at the start of a line with more than 2.5 million indicators is
/// one too, since yaml-cpp holds it whole, at 100 to 200 bytes a token, before it tells of it.
[[nodiscard]] Result<Document> parse_yaml(std::string_view text,
                                          std::string name,
                                          std::uint16_t document_id = 0,
                                          const Limits& = {},
                                          Strictness = Strictness::strict);

/// JSON when the name ends in .json or the first character that is no white space is `{` or `[`,
/// and the text is JSON; else YAML, which is an error (lenient: an oddity) where the name ends in
/// .json. When it is neither, the error is JSON's if its name or its beginning say so.
[[nodiscard]] Result<Document> parse(std::string_view text,
                                     const std::string& name,
                                     std::uint16_t document_id = 0,
                                     const Limits& = {},
                                     Strictness = Strictness::strict);

/// The node at a JSON Pointer (RFC 6901; already percent-decoded) below `from`, or null.
[[nodiscard]] const Node* at_pointer(const Node& from, std::string_view pointer);

/// One reference token with `~` and `/` escaped (RFC 6901 §3).
[[nodiscard]] std::string escape_pointer(std::string_view token);

/// Equality of JSON values: numbers by value, mappings without regard to order (JSON Schema
/// §4.2.2).
[[nodiscard]] bool equal(const Node& a, const Node& b);

}  // namespace sworn::document
