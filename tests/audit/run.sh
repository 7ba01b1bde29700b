#!/usr/bin/env bash
# Lighthouse, pa11y and html-validate over every kind of page of the site as script/server built it: tests/audit/run.sh
# [page ...]. About ten minutes; a page is a name of the table, such as "gap map".
set -euo pipefail
cd "$(dirname "$0")/../.."

[ -d tests/audit/node_modules ] ||
  (cd tests/audit && PUPPETEER_SKIP_DOWNLOAD=1 npm ci --no-audit --no-fund --loglevel=error)
port=8199
build/searchd/searchd --index build/index --web web --listen "127.0.0.1:$port" --contact audit@example.org >/dev/null 2>&1 &
trap 'kill $!' EXIT
until curl -sf "http://127.0.0.1:$port/healthz" >/dev/null; do sleep 0.2; done
node tests/audit/audit.mjs "http://127.0.0.1:$port" "$@"
