#!/usr/bin/env bash
set -euo pipefail

dir="${LOG_DIR:-/var/log/booking}"
keep="${KEEP_DAYS:-30}"
[[ "$keep" =~ ^[0-9]+$ ]] || { echo "KEEP_DAYS must be a number" >&2; exit 2; }

find "$dir" -maxdepth 1 -type f -name '*.log' -mtime +1 -print0 | while IFS= read -r -d '' f; do
  gzip -9 -- "$f"
done
find "$dir" -maxdepth 1 -type f -name '*.log.gz' -mtime "+$keep" -delete
