#!/usr/bin/env bash
# Measures, and prints one JSON line for each case and then a table.
#   bench/run.sh [short]       short: a tenth of the work
#   RUNS=3                     measured runs of a case, after half a second to warm up
#   CASES="csv-read backtest"  these alone
# Beside this repository may lie the measurements of other tools (../shared/bench/peers): those that are installed run too.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 NO_COLOR=1
runs=${RUNS:-3} short=
case "${1:-}" in
  "") ;;
  short) short=--short; runs=${RUNS:-1} ;;
  *) echo "usage: bench/run.sh [short]" >&2; exit 2 ;;
esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

quietly() { "$@" >"$work/log" 2>&1 || { cat "$work/log" >&2; return 1; }; }
quietly dotnet build bench/Alerts.Bench -c Release
bench=bench/Alerts.Bench/bin/Release/net10.0/Alerts.Bench
if .ci/publish "$work/alerts" --artifacts-path "$work/build" >&2; then
  export ALERTS_COMMAND="$work/alerts/Alerts.Cli"
else
  echo "the command could not be published: its cases are not run" >&2
fi

"$bench" conditions
for name in ${CASES:-$("$bench" list)}; do "$bench" "$name" "$work/data-$name" "$runs" $short | tee -a "$work/lines.jsonl"; rm -rf "$work/data-$name"; done
echo
"$bench" table "$work/lines.jsonl"

[ -n "$short" ] || case " ${CASES:-ingest-csv} " in *" ingest-"*) python3 bench/imports.py "$runs" ;; esac
[ -n "$short" ] || case " ${CASES:-command-backtest} " in *" command-backtest "* | *" command-test-"*) python3 bench/replays.py "$runs" ;; esac

peers=../shared/bench/peers
echo
if [ ! -d "$peers" ]; then echo "other tools: no measurements of them beside this repository, not run"
elif [ -n "$short" ] || [ -n "${CASES:-}" ]; then echo "other tools: not run in a short or partial run"
else
  [ -x "$(command -v prometheus)" ] && python3 "$peers/prom_rules.py" 100 1000 10000 || echo "Prometheus: not installed, not run"
fi
