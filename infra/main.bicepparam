// What azd takes. Choose the team's size here. Not tried.
using './main.bicep'

param name = 'alerts'
param location = readEnvironmentVariable('AZURE_LOCATION')
param operatorEmail = readEnvironmentVariable('ALERTS_OPERATOR_EMAIL')
param operatorId = readEnvironmentVariable('AZURE_PRINCIPAL_ID', '')
param sendGridWebhookKey = readEnvironmentVariable('SENDGRID_WEBHOOK_KEY', '')
param sendGridSandbox = bool(readEnvironmentVariable('SENDGRID_SANDBOX', 'true'))
param monthlyBudget = 20
