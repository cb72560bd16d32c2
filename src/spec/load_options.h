// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "document/node.h"
#include "sworn/result.h"

namespace sworn::spec {

/// Gets the document at an http(s) URL without any credential; its text, or why not.
using Fetch = std::function<Result<std::string>(const std::string& url)>;

struct LoadOptions {
  std::string ref_root = {};  ///< references stay within this folder; "" is the entry's own
  /// References to http(s) URLs are followed with `fetch`; else they are a remark. A spec that is a
  /// URL itself may refer to its own origin without it.
  bool allow_remote_refs = false;
  /// "3.2": a document of an unknown minor version is read as this one; "2.0" likewise for an
  /// unknown `swagger`; "" refuses it.
  std::string assume_version = {};
  document::Limits limits = {};     ///< of each document; `bytes` also of all together
  std::size_t most_files = 10'000;  ///< that references may reach
  /// Needed for a spec that is a URL, and for `allow_remote_refs`.
  Fetch fetch = {};
};

}  // namespace sworn::spec
