// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sworn/contract.h"
#include "sworn/exchange.h"
#include "sworn/identity.h"
#include "sworn/transcript.h"

namespace sworn::evidence {

/// The values that stand for the path parameters in a URL that was made from the operation's
/// template, percent-decoded. Parameters that share a segment with others are left out.
[[nodiscard]] std::map<std::string, std::string> path_values(const Operation& operation,
                                                             std::string_view url);

/// The first value of a query parameter in a URL, percent-decoded; nothing when it has none.
[[nodiscard]] std::optional<std::string> query_value(std::string_view url, std::string_view name);

/// The URL with that value in the place of all that the query parameter had.
[[nodiscard]] std::string with_query_value(std::string_view url,
                                           std::string_view name,
                                           std::string_view value);

/// The key of the object that an answer to its creation tells, in its body (the parameter's name,
/// `id`, `uuid`, `key`, `name`, one wrapping deep at most) or in its Location (RFC 9110 §10.2.2);
/// "" when it tells none.
[[nodiscard]] std::string id_in(const Response& response, std::string_view parameter);

/// Whether a name is a text that was made up for this run: who sent it made what it names.
[[nodiscard]] bool is_new_name(std::string_view name);

/// The key of an object that a POST created.
struct CreatedId {
  std::string value;          ///< "" when nothing tells it
  bool is_only_sent = false;  ///< by the request; the answer tells none
};

/// In this order: what stands at the top of the answer under the parameter's name or, where that
/// ends in a common name of keys, under that (`id` for `userId`); a Location below the collection
/// (RFC 9110 §10.2.2); the parameter's name one wrapping deep; what the request itself sent under
/// that name, since clients name such objects, but for identifiers that are not new: servers give
/// those, and one in a request is a reference; any key that the answer's body tells. Names are
/// equal by their words: `bookTitle` is `book_title`.
[[nodiscard]] CreatedId created_id_of(const Exchange& creation, std::string_view parameter);

/// Its value alone.
[[nodiscard]] std::string created_id(const Exchange& creation, std::string_view parameter);

/// The key that a request to create an object gives it in its JSON body; "" when it gives none.
[[nodiscard]] std::string sent_id(const Request& creation, std::string_view parameter);

/// Whether two names consist of the same words: "bookTitle", "book_title".
[[nodiscard]] bool are_same_words(std::string_view a, std::string_view b);

/// Whether any scalar of a JSON answer is `id` or a path that ends in it; of other texts, whether
/// it stands in them at all.
[[nodiscard]] bool mentions(const Response& response, std::string_view id);

/// Whether a list tells of an object: as `mentions`, but for a number of few digits, which may
/// count something else: that has to be the key of a listed object or to end a path.
[[nodiscard]] bool tells_of(const Response& response,
                            std::string_view parameter,
                            std::string_view id);

/// The keys of the objects in the lists of an answer, in their order; of a list of bare texts,
/// these.
[[nodiscard]] std::vector<std::string> listed_ids(const Response& response,
                                                  std::string_view parameter);

/// Whether an object in a list of the answer has `id` as its key.
[[nodiscard]] bool lists_object(const Response& response,
                                std::string_view parameter,
                                std::string_view id);

/// The values of that parameter at that operation that are the identity's alone.
[[nodiscard]] std::vector<std::string> owned_values(
    const std::map<std::string, std::vector<std::string>>& owns,
    const std::map<std::string, std::map<std::string, std::vector<std::string>>>& owns_at,
    const Operation& operation,
    const std::string& parameter);

/// The scalars of a JSON text as JSON by pointer, bounded; of another text, itself under "".
[[nodiscard]] std::map<std::string, std::string> scalars_of(std::string_view body);

}  // namespace sworn::evidence
