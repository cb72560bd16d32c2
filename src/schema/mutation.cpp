// SPDX-License-Identifier: Apache-2.0
#include "schema/mutation.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "document/json_writer.h"

namespace sworn::schema {
namespace {

constexpr std::size_t place_limit = 60;
constexpr std::size_t longest_text = 100'000;
constexpr std::size_t most_items = 1000;

/// A value of each kind.
constexpr std::array<std::string_view, 6> of_each_kind{
    "null", "true", "0.5", R"("not listed")", "[]", "{}"};

class Collector {
 public:
  explicit Collector(const Context& context) : context_(context) {}

  void visit(const document::Node& value, const Schemas& schemas) {
    if (++places_ > place_limit) return;
    const Conjunction conjunction(schemas, context_, 0);
    for (const std::string_view json : of_each_kind) {
      // Another collection of the same kind would be many changes at once.
      const bool is_same_kind =
          (value.is_mapping() && json == "{}") || (value.is_sequence() && json == "[]");
      const bool is_type = !value.is_string() || !json.starts_with('"');
      if (!is_same_kind)
        replace(value, std::string(json), is_type ? Mutation::Aim::type : Mutation::Aim::bound);
    }
    if (value.is_number()) add_numbers(value, conjunction);
    if (value.is_string()) add_texts(value, conjunction);
    if (value.is_sequence()) add_arrays(value, conjunction);
    if (value.is_mapping()) add_objects(value, conjunction);
    for (std::size_t i = 0; i < value.items().size(); ++i) {
      if (const auto item = conjunction.item(i)) visit(*value.items()[i], *item);
    }
    for (const document::Entry& entry : value.entries()) {
      if (const auto property = conjunction.property(entry.key)) visit(*entry.value, *property);
    }
  }

  std::vector<Mutation> take() { return std::move(found_); }

 private:
  void replace(const document::Node& value,
               std::string json,
               Mutation::Aim aim = Mutation::Aim::bound) {
    found_.push_back({Mutation::Kind::replace, aim, &value, "", std::move(json)});
  }

  void insert(const document::Node& value, std::string_view name, std::string json) {
    found_.push_back({Mutation::Kind::insert,
                      Mutation::Aim::presence,
                      &value,
                      std::string(name),
                      std::move(json)});
  }

  void add_numbers(const document::Node& value, const Conjunction& conjunction) {
    constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    const Conjunction::Range range = conjunction.range();
    if (range.low) {
      const std::int64_t below = range.low->floor();
      replace(value, Decimal(below == least ? least : below - 1).text());
      if (range.low_is_open) replace(value, range.low->text());
    }
    if (range.high) {
      const std::int64_t above = range.high->ceil();
      replace(value, Decimal(above == most ? most : above + 1).text());
      if (range.high_is_open) replace(value, range.high->text());
    }
    for (const std::string_view format : conjunction.strings(Keyword::format)) {
      if (format == "int32") replace(value, "2147483648");
      if (format == "int64") replace(value, "9223372036854775808");
    }
    if (const auto number = Decimal::of(value); number && !conjunction.divisors().empty()) {
      replace(value, Decimal(number->floor() == most ? 1 : number->floor() + 1).text());
      replace(value, Decimal(1).shifted(-9).text());
    }
  }

  void add_texts(const document::Node& value, const Conjunction& conjunction) {
    const Length length = conjunction.count(Keyword::min_length, Keyword::max_length);
    const std::string text(value.text());
    if (length.most < longest_text)
      replace(value, document::quote_json(text + std::string(length.most + 1, 'a')));
    if (length.least > 0) replace(value, R"("")");
    if (length.least > 1 && length.least < longest_text)
      replace(value, document::quote_json(std::string(length.least - 1, 'a')));
    if (conjunction.strings(Keyword::pattern).empty() &&
        conjunction.strings(Keyword::format).empty()) {
      return;
    }
    replace(value, R"("")");
    replace(value, R"("%")");
    replace(value, document::quote_json(text + " \n"));
  }

  void add_arrays(const document::Node& value, const Conjunction& conjunction) {
    const auto items = value.items();
    const auto with = [&](std::size_t count) {
      document::JsonWriter writer(0);
      writer.begin_array();
      for (std::size_t i = 0; i < count; ++i)
        writer.raw(document::to_json(*items[i % items.size()]));
      writer.end_array();
      return writer.take();
    };
    const Length size = conjunction.count(Keyword::min_items, Keyword::max_items);
    if (!items.empty()) {
      insert(value, "", document::to_json(*items.front()));
      if (size.most < most_items) replace(value, with(size.most + 1));
      if (size.least > 0) replace(value, with(size.least - 1));
    } else {
      insert(value, "", "null");
    }
  }

  void add_objects(const document::Node& value, const Conjunction& conjunction) {
    for (const document::Entry& entry : value.entries())
      found_.push_back(
          {Mutation::Kind::remove, Mutation::Aim::absence, &value, std::string(entry.key), ""});
    for (const std::string_view json : {"null", R"("not listed")", "{}"}) {
      for (const std::string_view name : conjunction.property_names()) {
        if (value.find(name) == nullptr) insert(value, name, std::string(json));
      }
    }
    std::string undeclared = "undeclared";
    while (value.find(undeclared) != nullptr) undeclared += '_';
    insert(value, undeclared, "null");
  }

  const Context& context_;
  std::size_t places_ = 0;
  std::vector<Mutation> found_;
};

void write(const Mutation& mutation, const document::Node& value, document::JsonWriter& writer) {
  const bool is_here = &value == mutation.place;
  if (is_here && mutation.kind == Mutation::Kind::replace) {
    writer.raw(mutation.json);
  } else if (value.is_sequence()) {
    writer.begin_array();
    for (const document::Node* const item : value.items()) write(mutation, *item, writer);
    if (is_here) writer.raw(mutation.json);
    writer.end_array();
  } else if (value.is_mapping()) {
    writer.begin_object();
    for (const document::Entry& entry : value.entries()) {
      if (is_here && mutation.kind == Mutation::Kind::remove && entry.key == mutation.name)
        continue;
      writer.key(entry.key);
      write(mutation, *entry.value, writer);
    }
    if (is_here && mutation.kind == Mutation::Kind::insert)
      writer.key(mutation.name).raw(mutation.json);
    writer.end_object();
  } else {
    writer.raw(document::to_json(value));
  }
}

}  // namespace

std::vector<Mutation> mutations_of(const document::Node& value,
                                   const Schemas& schemas,
                                   const Context& context) {
  Collector collector(context);
  collector.visit(value, schemas);
  return collector.take();
}

std::string apply(const Mutation& mutation, const document::Node& value) {
  document::JsonWriter writer(0);
  write(mutation, value, writer);
  return writer.take();
}

}  // namespace sworn::schema
