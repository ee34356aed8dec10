#!/bin/bash
# called by the web hook server with the branch in $BRANCH and a filter in $FILTER
cd /srv/site || exit 1
git fetch origin
eval "git checkout $BRANCH"
git log --oneline -n 5 -- "$FILTER"
make site
