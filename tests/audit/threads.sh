#!/usr/bin/env bash
# ThreadSanitizer over everything that has threads: the HTTP server, searching, the live index, and the indexer that
# makes each index of these tests. Builds into build/tsan; some twenty minutes, so not part of the test run.
#
#   tests/audit/threads.sh [gtest arguments]     such as --gtest_filter='Concurrency*'
set -uo pipefail
cd "$(dirname "$0")/../.."
programs=(http_test search_test schema_test)
cmake -S . -B build/tsan -G Ninja -DGP_TESTS=ON -DGP_THREAD_SANITIZE=ON >/dev/null &&
  cmake --build build/tsan --target "${programs[@]}" || exit 1
export TSAN_OPTIONS="halt_on_error=0 second_deadlock_stack=1 exitcode=66"
failures=0
for program in "${programs[@]}"; do
  "$(find build/tsan/tests -name "$program" -type f)" --gtest_brief=1 "$@" || failures=$((failures + 1))
done
[ $failures = 0 ]
