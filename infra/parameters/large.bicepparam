// A large team: some hundred thousand series. Not tried.
using '../main.bicep'

param name = 'alerts'
param operatorEmail = readEnvironmentVariable('ALERTS_OPERATOR_EMAIL')
param operatorId = readEnvironmentVariable('ALERTS_OPERATOR_ID', '')
param sendGridWebhookKey = readEnvironmentVariable('SENDGRID_WEBHOOK_KEY', '')
param sendGridSandbox = bool(readEnvironmentVariable('SENDGRID_SANDBOX', 'true'))
param instanceMemory = 2048
param mostInstances = 200
param storageKind = 'Standard_ZRS'
param telemetryDays = 90
param telemetryDailyGb = 5
param monthlyBudget = 500
