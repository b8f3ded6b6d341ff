#!/usr/bin/env bash
# Puts `alerts run` through a plan of faults, and Alertmanager through the same one where it is installed and its plan lies beside this
# repository (../shared/bench/peers). Prints one JSON line for each case and then a table; about six minutes.
#   bench/faults.sh [fault429|fault500|outage|kill|drain …]
#   ALERTS=COMMAND     measures this command instead of publishing one
#   SIDE_BY_SIDE=5     how many cases run at once
set -euo pipefail
cd "$(dirname "$0")/.."
. bench/published.sh
python3 bench/faults/faults.py --peers ../shared/bench/peers "$@"
