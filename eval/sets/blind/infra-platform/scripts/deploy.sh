#!/usr/bin/env bash
set -euo pipefail

HOST="${1:?host}"
RELEASE="${2:?release}"
STAGE="$(mktemp -d)"
trap 'rm -rf "$STAGE"' EXIT

tar -C build -czf "$STAGE/app.tgz" .
scp -o StrictHostKeyChecking=no "$STAGE/app.tgz" "deploy@$HOST:/srv/releases/$RELEASE.tgz"
ssh "deploy@$HOST" "sudo /usr/local/bin/activate $(printf '%q' "$RELEASE")"
