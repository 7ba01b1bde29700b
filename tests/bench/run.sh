#!/usr/bin/env bash
# Measures us beside our peers on one corpus, in one interleaved run; README.md is the manual.
#
#   tests/bench/run.sh PEERS SCRATCH [DOCUMENTS] [--only PART] [--help]
set -euo pipefail
cd "$(dirname "$0")/../.."
[ -f build/build.ninja ] || cmake -S . -B build -G Ninja -DGP_TESTS=ON >/dev/null
cmake --build build --target indexer searchd search_bench facet_bench -- --quiet
cd "$OLDPWD"
exec python3 -B "$(dirname "$0")/bench.py" "$@"
