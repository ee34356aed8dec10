#!/bin/bash
set -euo pipefail
for f in scripts/*.sh; do
  bash -n "$f"
done
CHECK="terraform fmt -check -recursive terraform"
eval "$CHECK"
