// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <variant>

#include "spec/load_options.h"
#include "sworn/contract.h"
#include "sworn/result.h"

namespace sworn::spec {

/// Why a reference is not followed.
struct Refusal {
  Flaw flaw = Flaw::broken_reference;
  std::string why;
  std::string hint;
};

/// Where a document may be read. Two references to one file have the same `key`, whatever way they
/// took to it.
struct Source {
  std::string key;    ///< a canonical path or a URL
  std::string shown;  ///< as the user would write it
  bool is_remote = false;
};

/// What a document may read: files below one folder, symbolic links followed first, and http(s)
/// URLs of the entry's own origin or, where the user allows it, of any. A document that came from
/// a URL never reads a file. No credential is ever sent.
class Sources {
 public:
  /// `name` is the entry: a path, "-" or an http(s) URL. `options` outlives this.
  Sources(const std::string& name, const LoadOptions& options);

  /// The entry's own text. Errors: what base::read_file or `options.fetch` say.
  [[nodiscard]] Result<std::string> read_entry() const;
  /// How it is called in messages: a URL without its query, which may hold a secret.
  [[nodiscard]] std::string entry_name() const;
  [[nodiscard]] const std::string& entry_uri() const { return entry_uri_; }
  [[nodiscard]] const Source& entry() const { return entry_; }

  /// Where the document at `uri` is to be read for one that came from elsewhere (`from_remote`) or
  /// from a file.
  [[nodiscard]] std::variant<Source, Refusal> locate(const std::string& uri,
                                                     bool from_remote) const;
  /// Its text, of at most `most` bytes. Only regular files are read: a pipe would wait for ever.
  [[nodiscard]] Result<std::string> read(const Source& source, std::size_t most) const;

 private:
  [[nodiscard]] std::variant<Source, Refusal> locate_file(const std::string& uri) const;
  [[nodiscard]] std::variant<Source, Refusal> locate_url(const std::string& uri) const;

  std::string name_;
  const LoadOptions& options_;
  std::string folder_;            ///< of the entry, as the user wrote it
  std::string canonical_folder_;  ///< the same, symbolic links followed
  std::string root_;              ///< references stay below it
  std::string entry_uri_;
  Source entry_;
  std::string origin_;  ///< of an entry that is a URL
};

}  // namespace sworn::spec
