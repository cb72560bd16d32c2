// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "document/node.h"
#include "sworn/contract.h"
#include "sworn/result.h"

namespace sworn::spec {

/// Gets the document at an http(s) URL without any credential; its text, or why not.
using Fetch = std::function<Result<std::string>(const std::string& url)>;

struct LoadOptions {
  std::string ref_root = {};  ///< references stay within this folder; "" is the entry's own
  /// References to http(s) URLs are followed with `fetch`; else they are a remark.
  bool allow_remote_refs = false;
  /// "3.2": a document of an unknown minor version is read as this one; "" refuses it.
  std::string assume_version = {};
  document::Limits limits = {};     ///< of each document
  std::size_t most_files = 10'000;  ///< that references may reach
  /// Needed for a spec that is a URL, and for `allow_remote_refs`.
  Fetch fetch = {};
};

/// Reads an OpenAPI 3.0 or 3.1 or a Swagger 2.0 document, YAML or JSON, into a Contract. `path` "-"
/// is standard input. Errors: an unreadable file, broken syntax, not an OpenAPI document, an
/// unknown version, a reference that cannot be followed, members of a wrong type where the contract
/// needs them. What only weakens the document (an undefined scheme) becomes a remark of the
/// Contract.
[[nodiscard]] Result<Contract> load(const std::string& path, const LoadOptions& options = {});

/// The same for a text in memory; `name` stands in errors and locations.
[[nodiscard]] Result<Contract> load_text(std::string text,
                                         const std::string& name,
                                         const LoadOptions& options = {});

}  // namespace sworn::spec
