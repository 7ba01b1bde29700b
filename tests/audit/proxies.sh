#!/usr/bin/env bash
# The site behind nginx and behind Caddy, with the files of searchd/deploy: what a reader gets through them is what
# searchd said. Wants nginx, caddy, openssl, curl, node, and a build with an index; not part of the test run.
#
#   tests/audit/proxies.sh [INDEX [PORT]]     INDEX: build/index; PORT: the first of five free ones, 8330
set -uo pipefail
cd "$(dirname "$0")/../.."
index=${1:-build/index}
port=${2:-8330}
direct=http://127.0.0.1:$port

for program in nginx caddy openssl curl node; do
  command -v "$program" >/dev/null || { echo "proxies.sh: $program is missing; install it" >&2; exit 3; }
done

scratch=$(mktemp -d)
started=()
stop_all() {
  [ ${#started[@]} = 0 ] || kill "${started[@]}" 2>/dev/null || true
  wait
  rm -rf "$scratch"
}
trap stop_all EXIT

head -c 10000000 /dev/zero >"$scratch/ten-megabytes"

failed=0
passed=0
check() {  # what, wanted, got
  if [ "$2" = "$3" ]; then
    passed=$((passed + 1))
  else
    echo "  FAILED  $1 (< wanted, > got)"
    diff <(echo "$2") <(echo "$3") | sed -n 's/^[<>]/          &/p' || true
    failed=$((failed + 1))
  fi
}
answers() {  # curl arguments: waits until something answers there
  for _ in $(seq 600); do
    curl -sk -o /dev/null "$@" && return
    sleep 0.1
  done
  echo "proxies.sh: nothing answers: $*" >&2
  tail -n 5 "$scratch"/*.log >&2
  exit 3
}

start_searchd() {
  build/searchd/searchd --index "$index" --web web --listen "127.0.0.1:$port" \
    --base-url https://practices.example.org --trusted-proxy 127.0.0.1 --rate 0 >"$scratch/searchd.log" 2>&1 &
  searchd=$!
  started+=("$searchd")
  answers "$direct/healthz"
}

# The files as they are, with ports, certificate and folders of this run.
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=practices.example.org \
  -addext subjectAltName=DNS:practices.example.org -keyout "$scratch/key.pem" -out "$scratch/certificate.pem" 2>/dev/null
start_nginx() {
  {
    echo "pid $scratch/nginx.pid; error_log $scratch/nginx.log; daemon off; worker_processes 2;"
    [ "$(id -u)" != 0 ] || echo "user root;"
    # As Debian's own nginx.conf has it, where it matters to the site: compression on.
    echo "events {} http { gzip on; access_log $scratch/nginx-access.log; include /etc/nginx/mime.types;"
    for kind in body proxy fastcgi uwsgi scgi; do
      [ $kind = body ] && echo "client_body_temp_path $scratch/body;" || echo "${kind}_temp_path $scratch/$kind;"
    done
    sed -e "s#listen 443#listen 127.0.0.1:$((port + 2))#; s#listen 80;#listen 127.0.0.1:$((port + 1));#; /\\[::\\]/d" \
      -e "s#127.0.0.1:8080#127.0.0.1:$port#; s#/var/log/nginx/good-practice.log#$scratch/nginx-site.log#" \
      -e "s#/etc/letsencrypt.*fullchain.pem#$scratch/certificate.pem#; s#/etc/letsencrypt.*privkey.pem#$scratch/key.pem#" \
      searchd/deploy/nginx.conf
    echo "}"
  } >"$scratch/nginx.conf"
  nginx -t -q -c "$scratch/nginx.conf" || exit 1
  nginx -c "$scratch/nginx.conf" &
  started+=($!)
}
start_caddy() {
  sed -e "0,/^{/s#^{#{\n\tadmin off\n\thttp_port $((port + 3))\n\thttps_port $((port + 4))\n\tdefault_bind 127.0.0.1#" \
    -e "s#^practices.example.org {#&\n\ttls $scratch/certificate.pem $scratch/key.pem#" \
    -e "s#127.0.0.1:8080#127.0.0.1:$port#" searchd/deploy/Caddyfile >"$scratch/Caddyfile"
  caddy validate --adapter caddyfile --config "$scratch/Caddyfile" 2>"$scratch/validate.log" >/dev/null ||
    { cat "$scratch/validate.log" >&2; exit 1; }
  HOME=$scratch caddy run --adapter caddyfile --config "$scratch/Caddyfile" 2>"$scratch/caddy.log" &
  started+=($!)
}

# ask PATH [curl arguments]: through the proxy under test, quietly.
ask() {
  local path=$1
  shift
  curl -sk --path-as-is --resolve "practices.example.org:$tls:127.0.0.1" "https://practices.example.org:$tls$path" "$@"
}
ask_directly() {
  local path=$1
  shift
  curl -s --path-as-is "$direct$path" "$@"
}
status() { ask "$@" -o /dev/null -w '%{http_code}'; }
# What searchd said, without what belongs to a connection: sorted, names in small letters.
header_lines() {
  tr -d '\r' | sed -n 's/^\([^:]*\):/\L\1:/p' | grep -Ev '^(date|server|connection|keep-alive|alt-svc):' | sort
}
doubled() { tr -d '\r' | sed -n 's/^\([^: ]*\):.*/\L\1/p' | sort | uniq -d; }
long() { head -c "$1" /dev/zero | tr '\0' x; }

check_proxy() {  # name, plain port, TLS port
  local plain=$2 path coding etag id style
  tls=$3
  echo "$1"
  answers --resolve "practices.example.org:$tls:127.0.0.1" "https://practices.example.org:$tls/"

  id=$(ask_directly '/api/v1/search?per_page=1' | grep -o '"id":"[a-z0-9-]*"' | head -1 | cut -d'"' -f4)
  style=$(ask_directly / | grep -o '/static/[^"]*\.css[^"]*' | head -1)
  check "speaks HTTP/2" 2 "$(ask / -o /dev/null -w '%{http_version}')"
  check "speaks HTTP/1.1" 1.1 "$(ask / --http1.1 -o /dev/null -w '%{http_version}')"
  check "sends plain HTTP to HTTPS" "https://practices.example.org/search?q=a%20b" \
    "$(curl -s -o /dev/null -w '%{redirect_url}' -H 'Host: practices.example.org' "http://127.0.0.1:$plain/search?q=a%20b" |
       sed "s/:$tls//")"

  for path in / '/search?q=housing&lang=fr' "/practices/$id" "/practices/$id.md" "$style" '/api/v1/search?q=housing' \
    /robots.txt /favicon.ico /none '/search?page=0' '/search?q=%ZZ' //search '/practices/%2F' /healthz; do
    for coding in identity gzip br; do
      ask "$path" -H "Accept-Encoding: $coding" -D "$scratch/head" -o "$scratch/body.got"
      ask_directly "$path" -H "Accept-Encoding: $coding" -D "$scratch/head.direct" -o "$scratch/body.wanted"
      check "$path in $coding: status" "$(head -1 "$scratch/head.direct" | cut -d' ' -f2)" "$(head -1 "$scratch/head" | cut -d' ' -f2)"
      check "$path in $coding: header lines" "$(header_lines <"$scratch/head.direct")" "$(header_lines <"$scratch/head")"
      check "$path in $coding: no header twice" "" "$(doubled <"$scratch/head")"
      check "$path in $coding: bytes" "$(sha256sum <"$scratch/body.wanted")" "$(sha256sum <"$scratch/body.got")"
    done
  done
  check "brotli arrives" br "$(ask / -H 'Accept-Encoding: br' -D - -o /dev/null | tr -d '\r' | sed -n 's/^content-encoding: //p')"

  for path in / "$style"; do
    etag=$(ask "$path" -D - -o /dev/null | tr -d '\r' | sed -n 's/^etag: //p')
    check "$path: known bytes are 304" 304 "$(status "$path" -H "If-None-Match: $etag")"
  done
  check "HEAD says what GET says" "$(ask / -D - -o /dev/null | header_lines)" "$(ask / -I | header_lines)"
  check "HEAD has no body" 0 "$(ask / -I -o /dev/null -w '%{size_download}')"

  for path in --http1.1 --http2; do
    check "request line of 8 KiB ($path)" 414 "$(status "/search?q=$(long 8200)" "$path")"
    check "request line of 12 KiB ($path)" 414 "$(status "/search?q=$(long 12000)" "$path")"
    check "headers of 17 KiB ($path)" 431 "$(status / "$path" -H "A: $(long 9000)" -H "B: $(long 8500)")"
    # With HTTP/2 nginx ends the connection instead of an answer (000).
    check "headers of 100 KiB ($path)" refused "$([[ $(for i in $(seq 10); do echo "header = \"A$i: $(long 10000)\""; done |
      ask / "$path" -K - -o /dev/null -w '%{http_code}') =~ ^(431|000)$ ]] && echo refused)"
    check "a hundred headers ($path)" 431 "$(for i in $(seq 100); do echo "header = \"A$i: 1\""; done |
      ask / "$path" -K - -o /dev/null -w '%{http_code}')"
    check "POST of 10 MB ($path)" 413 "$(status /search "$path" --data-binary "@$scratch/ten-megabytes")"
    check "POST of some bytes ($path)" 405 "$(status /search "$path" -d hello)"
  done
  for path in /%2e%2e/etc /../etc /a%00b /static/..%2f..%2fetc/passwd; do
    check "$path leads nowhere" yes "$([[ $(status "$path") =~ ^40[04]$ ]] && echo yes)"
  done
  check "asking for a websocket is asking for a page" 200 "$(status / --http1.1 -H 'Connection: Upgrade' -H 'Upgrade: websocket' \
    -H 'Sec-WebSocket-Version: 13' -H 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==')"

  # More readers at once than one client of searchd may have connections.
  check "three hundred readers at once" 300 "$(seq 300 | sed "s#.*#url=\"https://practices.example.org:$tls/healthz\"\noutput=/dev/null#" |
    curl -sk --http1.1 --no-keepalive --resolve "practices.example.org:$tls:127.0.0.1" -Z --no-progress-meter --parallel-max 150 --parallel-immediate \
      -w '%{http_code}\n' -K - | grep -c 200)"
  sleep 6
  check "after a pause longer than searchd keeps a connection" 200 "$(status /)"
}

check_away() {  # name, TLS port: nobody is behind it
  tls=$2
  echo "$1, searchd stopped"
  check "says that it is not there" 503 "$(status '/search?q=secretwords')"
  check "says when to come again" 5 "$(ask / -D - -o /dev/null | tr -d '\r' | sed -n 's/^retry-after: //p')"
}

check_forwarded() {  # name, TLS port: a program is behind it that repeats what it was told
  tls=$2
  echo "$1, what searchd is told"
  ask / -H 'X-Forwarded-For: 192.0.2.7' -H 'Forwarded: for=192.0.2.7' -H 'Upgrade: nonsense' >"$scratch/told"
  check "the client is whom the proxy saw" '"x-forwarded-for":"127.0.0.1"' "$(grep -o '"x-forwarded-for":"[^"]*"' "$scratch/told")"
  check "nothing a client says of itself" "" "$(grep -o '192.0.2.7\|nonsense' "$scratch/told")"
  check "the host is the reader's" practices.example.org "$(grep -o '"host":"[^":]*' "$scratch/told" | cut -d'"' -f4)"
}

start_searchd
start_nginx
start_caddy
check_proxy nginx $((port + 1)) $((port + 2))
check_proxy Caddy $((port + 3)) $((port + 4))

kill "$searchd"
wait "$searchd" || true
check_away nginx $((port + 2))
check_away Caddy $((port + 4))

node -e "require('http').createServer((q, a) => a.end(JSON.stringify(q.headers))).listen($port, '127.0.0.1')" &
started+=($!)
answers "$direct/"
check_forwarded nginx $((port + 2))
check_forwarded Caddy $((port + 4))

echo "logs"
check "no words of a search are in them" "" \
  "$(cat "$scratch"/*.log | grep -o 'secretwords\|housing&lang' | sort -u)"

echo "$passed passed, $failed failed"
[ $failed = 0 ]
