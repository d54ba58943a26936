#!/usr/bin/env bash
# Lighthouse's four scores (mobile) for pages of a running site, such as `make demo`:
#   bench/lighthouse.sh [http://127.0.0.1:8000]
# Needs Node, Chromium and the npm package lighthouse, which npx fetches. A busy machine lowers the first score.
set -euo pipefail
site=${1:-http://127.0.0.1:8000}
CHROME_PATH=${CHROME_PATH:-$(command -v chromium || command -v google-chrome)}
export CHROME_PATH
report=$(mktemp --suffix .json)
trap 'rm -f "$report"' EXIT
flags="--headless --disable-gpu --no-first-run --disable-background-networking --disable-component-update"
[ "$(id -u)" = 0 ] && flags="$flags --no-sandbox"

for path in / "/providers/?near=60614&condition=ocd" /tms/il/chicago/ /guides/ /guides/combining-tms-with-therapy/ \
    /conditions/ocd/ /planner/; do
    npx --yes lighthouse@12 "$site$path" --quiet --chrome-flags="$flags" --output=json --output-path="$report"
    node -e '
        const { categories } = require(process.argv[1]);
        const scores = Object.values(categories).map(({ title, score }) => `${title} ${Math.round(score * 100)}`);
        console.log(`${process.argv[2].padEnd(40)} ${scores.join(", ")}`);
    ' "$report" "$path"
done
