#!/usr/bin/env bash
# Posts values over HTTP that each raise an alert, to `alerts run` and, where it is installed and its plan lies beside this repository
# (../shared/bench/peers), to Alertmanager, in one run. Prints one JSON line for each measurement.
#   bench/api.sh [latency|load …]
#   ALERTS=COMMAND     measures this command instead of publishing one
#   VALUES=10000       how many
set -euo pipefail
cd "$(dirname "$0")/.."
. bench/published.sh
python3 bench/api/api.py --peers ../shared/bench/peers "$@"
