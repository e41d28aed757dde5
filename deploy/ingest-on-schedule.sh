#!/bin/sh
# Publishes at the first start, then every INGEST_EVERY_HOURS (0: only at the start): starter pack, glossary and the sources of sources.toml.
# Where the publishing desk has published, nothing is done: a run would put the library back to those sources alone.
# `ingest-on-schedule.sh healthy` tells a health check whether the last run that was due ended well.
set -u
data=${SAFEGUARDING_DATA_DIR:-data}
hours=${INGEST_EVERY_HOURS:-24}
mark=${INGEST_MARK:-/tmp/ingested}
pause=${INGEST_RETRY_SECONDS:-600}

if [ "${1:-}" = healthy ]; then
  [ "$hours" = 0 ] && [ -e "$mark" ] && exit 0
  # Two hours of grace: a run may read many documents, or try again.
  [ -n "$(find "$mark" -mmin "-$((hours * 60 + 120))" 2>/dev/null)" ]
  exit
fi

running=
trap '[ -n "$running" ] && kill "$running" 2>/dev/null; exit 0' TERM INT
in_background() {
  "$@" &
  running=$!
  wait "$running"
}

while :; do
  if [ -d "$data/desk/library" ]; then
    echo "The desk publishes this library, so nothing is done on schedule."
    code=0
  else
    in_background safeguarding ingest
    code=$?
  fi
  # 0: done; 3: done but for files that are named; anything else was said in a sentence and is tried again.
  if [ "$code" = 0 ] || [ "$code" = 3 ]; then
    touch "$mark"
    [ "$hours" = 0 ] && while :; do in_background sleep 86400; done
    in_background sleep $((hours * 3600))
  else
    in_background sleep "$pause"
  fi
done
