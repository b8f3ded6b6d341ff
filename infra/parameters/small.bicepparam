// A small team: some hundred series, some twenty subscribers. Not tried.
using '../main.bicep'

param name = 'alerts'
param operatorEmail = readEnvironmentVariable('ALERTS_OPERATOR_EMAIL')
param operatorId = readEnvironmentVariable('ALERTS_OPERATOR_ID', '')
param sendGridWebhookKey = readEnvironmentVariable('SENDGRID_WEBHOOK_KEY', '')
// Nothing is sent until somebody says so.
param sendGridSandbox = bool(readEnvironmentVariable('SENDGRID_SANDBOX', 'true'))
param monthlyBudget = 20
