// Everything that one installation of the Azure edition needs, in one resource group. Not tried: no Bicep compiler and no subscription was at hand where this was written.
//   az deployment group create -g GROUP -f infra/main.bicep -p infra/parameters/small.bicepparam
// What needs the deployed app (the subscription to files that arrive) comes after it: infra/arrivals.bicep.
targetScope = 'resourceGroup'

@description('Begins the names of all resources: 3 to 11 lower-case letters and digits.')
@minLength(3)
@maxLength(11)
param name string

@description('A region that offers Flex Consumption.')
param location string = resourceGroup().location

@description('NAME of the workspace\'s `store: azure:NAME`, which begins the names of tables, containers and queues: lower-case letters and digits, a letter first.')
@maxLength(20)
param storeName string = 'alerts'

@description('The container that files are put into: `inbox` of the workspace.')
param inbox string = 'inbox'

@description('Who is told that a message is dead or that the app is silent: a mail address that somebody reads.')
param operatorEmail string

@description('Object id of who sets secrets and puts files into containers; empty: nobody is given these rights.')
param operatorId string = ''

@description('Memory of an instance in MB.')
@allowed([512, 2048, 4096])
param instanceMemory int = 512

@description('No more instances than this, whatever waits: a limit on the bill and on what receivers see at once.')
@minValue(1)
@maxValue(1000)
param mostInstances int = 40

@description('Instances that are kept warm for HTTP; 0: the first request after a pause waits for a start.')
param warmInstances int = 0

@description('How storage is kept: in one data centre (LRS) or over three zones (ZRS).')
@allowed(['Standard_LRS', 'Standard_ZRS'])
param storageKind string = 'Standard_LRS'

@description('Days that telemetry is kept.')
param telemetryDays int = 30

@description('GB of telemetry a day, after which no more is taken: a limit on the bill.')
param telemetryDailyGb int = 1

@description('What a month may cost in the currency of the account; a mail is sent at 80 % and when 100 % is foreseen.')
param monthlyBudget int

@description('First day of the month from which the budget counts; Azure takes no day before the current month.')
param budgetFrom string = utcNow('yyyy-MM-01')

@description('Public key of SendGrid\'s signed event webhook; empty: no events are taken.')
param sendGridWebhookKey string = ''

@description('Address under which mails offer a way out, such as https://alerts.example/u/; empty: they carry none.')
param unsubscribeUrl string = ''

@description('SendGrid checks messages and sends none.')
param sendGridSandbox bool = true

// Names of accounts and vaults are unique in all of Azure.
var suffix = take(uniqueString(resourceGroup().id, name), 8)
var accountName = '${name}st${suffix}'
var vaultName = '${name}-kv-${suffix}'
var appName = '${name}-app-${suffix}'

module identity 'modules/identity.bicep' = {
  name: 'identity'
  params: { name: '${name}-id', location: location }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  params: {
    accountName: accountName
    location: location
    kind: storageKind
    storeName: storeName
    inbox: inbox
    appPrincipalId: identity.outputs.principalId
    operatorId: operatorId
  }
}

module telemetry 'modules/telemetry.bicep' = {
  name: 'telemetry'
  params: {
    name: name
    location: location
    days: telemetryDays
    dailyGb: telemetryDailyGb
    appPrincipalId: identity.outputs.principalId
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  params: {
    name: vaultName
    location: location
    appPrincipalId: identity.outputs.principalId
    operatorId: operatorId
  }
}

module app 'modules/app.bicep' = {
  name: 'app'
  params: {
    name: appName
    planName: '${name}-plan'
    location: location
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    accountName: storage.outputs.accountName
    blobEndpoint: storage.outputs.blobEndpoint
    packageContainer: storage.outputs.packageContainer
    workspaceContainer: storage.outputs.workspaceContainer
    storeName: storeName
    inbox: inbox
    vaultName: vault.outputs.name
    telemetryConnection: telemetry.outputs.connection
    instanceMemory: instanceMemory
    mostInstances: mostInstances
    warmInstances: warmInstances
    sendGridWebhookKey: sendGridWebhookKey
    sendGridSandbox: sendGridSandbox
    unsubscribeUrl: unsubscribeUrl
  }
}

module watch 'modules/watch.bicep' = {
  name: 'watch'
  params: {
    name: name
    location: location
    logsId: telemetry.outputs.logsId
    operatorEmail: operatorEmail
    monthlyBudget: monthlyBudget
    budgetFrom: budgetFrom
  }
}

// azd reads these by name.
output AZURE_FUNCTION_NAME string = app.outputs.name
output AZURE_FUNCTION_HOST string = app.outputs.host
output AZURE_STORAGE_ACCOUNT string = storage.outputs.accountName
output AZURE_KEY_VAULT string = vault.outputs.name
output ALERTS_INBOX string = inbox
output ALERTS_WORKSPACE_CONTAINER string = storage.outputs.workspaceContainer
