// SPDX-License-Identifier: Apache-2.0
#include "cli/cli.h"

int main(int argc, char** argv) {
  return sworn::cli::run({argv + 1, argv + argc}, sworn::cli::process_console());
}
