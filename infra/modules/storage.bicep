// All that is kept: files, observations, states, the ledger, work. Reached by identity alone: shared keys are off.
param accountName string
param location string

@allowed(['Standard_LRS', 'Standard_ZRS'])
param kind string
param storeName string
param inbox string
param appPrincipalId string
param operatorId string

var packageContainer = 'app-package'
var workspaceContainer = 'workspace'
var work = ['evaluate-series', 'route-event', 'send-bundle', 'deliver-notification']

// https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/storage
var blobOwner = 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b' // the Functions host asks for Owner, for its leases and keys
var blobContributor = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
var queueContributor = '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
var tableContributor = '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: accountName
  location: location
  kind: 'StorageV2'
  sku: { name: kind }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' = {
  parent: account
  name: 'default'
  properties: {
    // A file that was deleted by mistake can be had back; what was read from it stays in any case.
    deleteRetentionPolicy: { enabled: true, days: 14 }
    containerDeleteRetentionPolicy: { enabled: true, days: 14 }
  }
}

resource containers 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = [for container in [packageContainer, workspaceContainer, inbox, '${storeName}app-state', '${storeName}raw', '${storeName}texts']: {
  parent: blobs
  name: container
}]

resource queueService 'Microsoft.Storage/storageAccounts/queueServices@2023-05-01' = {
  parent: account
  name: 'default'
}

resource queues 'Microsoft.Storage/storageAccounts/queueServices/queues@2023-05-01' = [for kind in work: {
  parent: queueService
  name: '${storeName}${kind}'
}]

// The host puts a message here that failed too often; the app's poison triggers take it to the dead list.
resource poison 'Microsoft.Storage/storageAccounts/queueServices/queues@2023-05-01' = [for kind in work: {
  parent: queueService
  name: '${storeName}${kind}-poison'
}]

resource tableService 'Microsoft.Storage/storageAccounts/tableServices@2023-05-01' = {
  parent: account
  name: 'default'
}

resource tables 'Microsoft.Storage/storageAccounts/tableServices/tables@2023-05-01' = [for table in ['files', 'observations', 'alerts', 'destinations']: {
  parent: tableService
  name: '${storeName}${table}'
}]

resource appRoles 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for role in [blobOwner, queueContributor, tableContributor]: {
  scope: account
  name: guid(account.id, appPrincipalId, role)
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
  }
}]

// For putting files into the inbox and the workspace, and for looking into the store with the `alerts` command.
resource operatorRoles 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for role in [blobContributor, queueContributor, tableContributor]: if (!empty(operatorId)) {
  scope: account
  name: guid(account.id, operatorId, role)
  properties: {
    principalId: operatorId
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
  }
}]

output accountName string = account.name
output blobEndpoint string = account.properties.primaryEndpoints.blob
output packageContainer string = packageContainer
output workspaceContainer string = workspaceContainer
