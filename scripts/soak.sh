#!/bin/sh
# Fifty users against a server of its own for some minutes, then the saturation point: sh scripts/soak.sh DATA_DIR MINUTES
set -eu
data=${1:-.demo}
minutes=${2:-30}
bin=${BIN:-.venv/bin}
port=${PORT:-8099}
url="http://127.0.0.1:$port"

# All users come from one address, so the limit for one address must not count.
SAFEGUARDING_RATE_LIMIT=1000000 "$bin/safeguarding" serve --data-dir "$data" --port "$port" 2>soak.log >/dev/null &
server=$!
trap 'kill "$server" 2>/dev/null || true' EXIT

"$bin/python" -m eval.load --url "$url" --users "${USERS:-50}" --minutes "$minutes" --think "${THINK:-5-15}"
"$bin/python" -m eval.load --url "$url" --saturate
