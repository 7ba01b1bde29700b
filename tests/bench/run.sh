#!/usr/bin/env bash
# Measures indexing, searching in process and searching over HTTP, beside raw Xapian and Omega, in one interleaved run.
#
#   tests/bench/run.sh PEERS SCRATCH [DOCUMENTS]
#
# PEERS is a folder with the peers' sources and the corpus generator (gen.py, stats.py, src/xindex.cpp, src/xbench.cpp,
# src/xhttpd.cpp, src/omega_prep.py, omega/cases.script, wrk.lua); SCRATCH takes some gigabytes. Wants python3, wrk and
# xapian-omega besides what script/setup installs, and a release build in build/. Compare only rows of one run.
set -euo pipefail
peers=$(realpath "${1:?PEERS}")
scratch=$(realpath -m "${2:?SCRATCH}")
documents=${3:-10000}
cd "$(dirname "$0")/../.."
here=$PWD
mkdir -p "$scratch/bin"
cmake --build build --target indexer searchd search_bench >/dev/null
cd "$scratch"

for program in xindex xbench; do
  [ -x bin/$program ] || g++ -O2 -std=c++17 -o bin/$program "$peers/src/$program.cpp" -lxapian
done
[ -x bin/xhttpd ] || g++ -O2 -std=c++17 $(pkg-config --cflags cpp-httplib) -o bin/xhttpd "$peers/src/xhttpd.cpp" \
  -lxapian -lcpp-httplib -lssl -lcrypto -lz -lpthread
[ -f docs.jsonl ] || python3 "$peers/gen.py" docs "$documents" >docs.jsonl
[ -f queries.tsv ] || python3 "$peers/gen.py" queries 1000 >queries.tsv
[ -f ours/corpus.jsonl ] || python3 "$here/tests/bench/convert.py" docs.jsonl ours
python3 "$here/tests/bench/convert.py" --queries queries.tsv ours >ours/queries.tsv
cut -f3 ours/queries.tsv | sed 's|^|/api/v1/search?|' >ours/urls.txt
python3 - <<'E2' >urls.txt
import urllib.parse
for line in open("queries.tsv"):
    _, kind, text, theme, country, city = line.rstrip("\n").split("\t")
    print("/search?" + urllib.parse.urlencode({"c": kind, "q": text, "theme": theme, "country": country, "city": city}))
E2

measure() { /usr/bin/time -f "$1: user %U s, system %S s, peak %M KB" "${@:2}" 2>&1 >/dev/null | grep "^$1:"; }

echo "== indexing $documents documents"
python3 "$peers/src/omega_prep.py" dump docs.jsonl >omega.dump
rm -rf index-ours index-xapian index-omega
measure omega scriptindex --stemmer=none index-omega "$peers/omega/cases.script" omega.dump
measure ours "$here/build/indexer/indexer" update --corpus ours/corpus.jsonl --index index-ours
XAPIAN_FLUSH_THRESHOLD=1000 measure xapian bin/xindex index-xapian docs.jsonl spellend
xapian-compact index-xapian index-compact >/dev/null 2>&1
rm -rf index-xapian && mv index-compact index-xapian

echo "== in process, microseconds of processor time"
for pass in 1 2 3; do
  taskset -c 0 bin/xbench index-xapian queries.tsv top10 1 "xap_top10.$pass.tsv"
  taskset -c 0 "$here/build/tests/bench/search_bench" index-ours ours/queries.tsv 1 >"ours.$pass.tsv"
  taskset -c 0 "$here/build/tests/bench/search_bench" index-ours ours/queries.tsv 1 json >"ours_json.$pass.tsv"
done
python3 "$peers/stats.py" xap_top10.*.tsv ours.*.tsv ours_json.*.tsv

echo "== over HTTP, one connection, then eight"
bin/xhttpd index-xapian 18101 64 none 0 & peer=$!
"$here/build/searchd/searchd" --index index-ours --web "$here/web" --listen 127.0.0.1:18200 >searchd.log & ours=$!
trap 'kill $peer $ours 2>/dev/null' EXIT
sleep 2
load() { URLS=$2 wrk -t1 -c"$4" -d5s --timeout 10s -s "$peers/wrk.lua" "http://127.0.0.1:$3" | sed -n "s/^RESULT/$1 c=$4/p"; }
for connections in 1 8; do
  for pass in 1 2 3; do
    load xhttpd-none urls.txt 18101 $connections
    load ours ours/urls.txt 18200 $connections
  done
done
