#!/usr/bin/env sh
# Subscribes the deployed app to files that arrive in the inbox (infra/arrivals.bicep). Safe to repeat. Not tried.
# Needs AZURE_RESOURCE_GROUP, AZURE_FUNCTION_NAME, AZURE_STORAGE_ACCOUNT and ALERTS_INBOX: azd sets them; by hand they are outputs of main.bicep.
set -eu

# The key is there once the app has started with its blob trigger, which takes a while after a deployment.
key=
tries=0
while [ -z "$key" ] && [ "$tries" -lt 30 ]; do
  [ "$tries" -eq 0 ] || sleep 10
  tries=$((tries + 1))
  key=$(az functionapp keys list -g "$AZURE_RESOURCE_GROUP" -n "$AZURE_FUNCTION_NAME" --query systemKeys.blobs_extension -o tsv) || key=
done
[ -n "$key" ] || { echo "the app $AZURE_FUNCTION_NAME has no key of the blob extension yet: run this again once it has started" >&2; exit 1; }

az deployment group create -g "$AZURE_RESOURCE_GROUP" -n arrivals -f "$(dirname "$0")/../arrivals.bicep" \
  -p appName="$AZURE_FUNCTION_NAME" accountName="$AZURE_STORAGE_ACCOUNT" inbox="$ALERTS_INBOX" extensionKey="$key" -o none
echo "files that arrive in $ALERTS_INBOX wake the app"
