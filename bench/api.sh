#!/usr/bin/env bash
# Posts values over HTTP that each raise an alert, to `alerts run` and, where it is installed and its plan lies beside this repository
# (../shared/bench/peers), to Alertmanager, in one run. Prints one JSON line for each measurement.
#   bench/api.sh [latency|load …]
#   ALERTS=COMMAND     measures this command instead of publishing one
#   VALUES=10000       how many
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 NO_COLOR=1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [ -z "${ALERTS:-}" ]; then
  dotnet publish src/Alerts.Cli -c Release -o "$work/alerts" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
  export ALERTS="$work/alerts/Alerts.Cli"
fi
python3 bench/api/api.py --peers ../shared/bench/peers "$@"
