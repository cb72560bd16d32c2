#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Measures the validator beside ajv and valijson on one response of 5 KB, in one run:
#   bench/schema/run.sh [BUILD_FOLDER]        (default build/bench)
# Needs node and npm for ajv, which is installed into a temporary folder; libvalijson-dev at configure time for valijson.
set -eu
folder=$(cd "$(dirname "$0")" && pwd)
build=${1:-$folder/../../build/bench}
modules=${AJV_MODULES:-$(mktemp -d)}
[ -d "$modules/node_modules/ajv" ] || (cd "$modules" && npm install --silent --no-save ajv ajv-formats >/dev/null)
{
  "$build/sworn_bench_schema" "$folder"
  node "$folder/ajv.mjs" "$modules" "$folder"
  if [ -x "$build/sworn_bench_schema_valijson" ]; then "$build/sworn_bench_schema_valijson" "$folder"; fi
} | awk '
  {time[$1] = $2; printf "%-26s %8.2f us\n", $1, $2}
  function ratio(name, ours, theirs) {
    if (time[theirs] > 0) printf "%-26s %8.2f\n", name, time[ours] / time[theirs]
  }
  END {
    ratio("validate: sworn / ajv", "sworn-validate", "ajv-validate")
    ratio("both: sworn / ajv", "sworn-parse-validate", "ajv-parse-validate")
    ratio("validate: sworn / valijson", "sworn-validate", "valijson-validate")
    ratio("both: sworn / valijson", "sworn-parse-validate", "valijson-parse-validate")
  }'
