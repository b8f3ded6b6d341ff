# Sourced from the root by a measurement of the command: publishes it into a folder that goes with the script, unless ALERTS names one.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 NO_COLOR=1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [ -z "${ALERTS:-}" ]; then
  .ci/publish "$work/alerts" >&2 || exit 1
  export ALERTS="$work/alerts/Alerts.Cli"
fi
