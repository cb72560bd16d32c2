// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "sworn/result.h"

namespace sworn::base {

/// The bytes of a regular file, a character device, a pipe or, for "-", of standard input. Errors:
/// missing, a directory, a block device or socket, not readable, larger than `most` bytes, a pipe
/// that nobody opens for writing within three seconds.
[[nodiscard]] Result<std::string> read_file(const std::string& path, std::size_t most);

/// Who may read a file that is written: as the umask or the file before it says, or its owner
/// alone.
enum class Readers { usual, owner };

/// Writes the file whole or not at all (a temporary file beside it, then rename).
[[nodiscard]] Result<void> write_file(const std::string& path,
                                      const std::string& content,
                                      Readers readers = Readers::usual);

/// The folder part of a path, "." when there is none.
[[nodiscard]] std::string folder_of(const std::string& path);

}  // namespace sworn::base
