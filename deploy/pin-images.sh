#!/bin/sh
# Writes docker-compose.pinned.yml: the digests that the tags of docker-compose.yml and Dockerfile stand for today, as their registries answer.
# Nothing is written unless every digest was fetched. Use it with: docker compose -f docker-compose.yml -f docker-compose.pinned.yml up -d
set -eu
cd "$(dirname "$0")/.."
out=docker-compose.pinned.yml

pinned() {
  digest=$(docker buildx imagetools inspect "$1" --format '{{.Manifest.Digest}}') || {
    echo "The digest of $1 could not be fetched; $out was not written." >&2
    exit 1
  }
  echo "$digest" | grep -Eqx 'sha256:[0-9a-f]{64}' || {
    echo "The registry gave no digest for $1 but: $digest; $out was not written." >&2
    exit 1
  }
  echo "$1@$digest"
}

image_of() {
  sed -n "/^  $1:\$/,/^  [a-z]/s/^    image: //p" docker-compose.yml
}

python=$(pinned "$(sed -n 's/^ARG PYTHON_IMAGE=//p' Dockerfile)")
postgres=$(pinned "$(image_of postgres)")
caddy=$(pinned "$(image_of caddy)")

{
  echo "# Written by make pin-images on $(date -u +%F); do not edit."
  echo "services:"
  for service in api slack ingest chroma; do
    printf '  %s:\n    build:\n      args:\n        PYTHON_IMAGE: %s\n' "$service" "$python"
  done
  printf '  postgres:\n    image: %s\n  caddy:\n    image: %s\n' "$postgres" "$caddy"
} > "$out.new"
mv "$out.new" "$out"
echo "Wrote $out."
