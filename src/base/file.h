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

/// Writes the file whole or not at all (a temporary file beside it, then rename). A file that is
/// there and cannot be replaced, as it is a mount or its folder is closed, is written in its place;
/// a device, a pipe and a descriptor of this process (/dev/stdout, /dev/fd/3) are written to.
[[nodiscard]] Result<void> write_file(const std::string& path,
                                      const std::string& content,
                                      Readers readers = Readers::usual);

/// The folder part of a path, "." when there is none.
[[nodiscard]] std::string folder_of(const std::string& path);

}  // namespace sworn::base
