// The Functions app on a Flex Consumption plan: nothing runs, and nothing is paid for, while nothing is to be done.
param name string
param planName string
param location string
param identityId string
param identityClientId string
param accountName string
param blobEndpoint string
param packageContainer string
param workspaceContainer string
param storeName string
param inbox string
param vaultName string

@secure()
param telemetryConnection string
param instanceMemory int
param mostInstances int
param warmInstances int
param sendGridWebhookKey string
param sendGridSandbox bool
param unsubscribeUrl string

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: planName
  location: location
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true } // Linux
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  kind: 'functionapp,linux'
  tags: { 'azd-service-name': 'app' } // by which azd finds it
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    siteConfig: { minTlsVersion: '1.2', ftpsState: 'Disabled' }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${blobEndpoint}${packageContainer}'
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identityId }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemory
        maximumInstanceCount: mostInstances
        alwaysReady: warmInstances == 0 ? [] : [{ name: 'http', instanceCount: warmInstances }]
      }
      runtime: { name: 'dotnet-isolated', version: '10.0' }
    }
  }

  resource settings 'config' = {
    name: 'appsettings'
    properties: {
      // The host's own storage, and that of the triggers.
      AzureWebJobsStorage__accountName: accountName
      AzureWebJobsStorage__credential: 'managedidentity'
      AzureWebJobsStorage__clientId: identityClientId
      // Which identity the app's own clients take.
      AZURE_CLIENT_ID: identityClientId
      APPLICATIONINSIGHTS_CONNECTION_STRING: telemetryConnection
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
      // Which account, and NAME of the workspace's `store: azure:NAME`; where its files and the publishers' are put.
      ALERTS_STORAGE: blobEndpoint
      ALERTS_STORE: storeName
      ALERTS_INBOX: inbox
      ALERTS_WORKSPACE_CONTAINER: workspaceContainer
      // For `via: "sendgrid:${SENDGRID_API_KEY}"`.
      SENDGRID_API_KEY: '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=sendgrid-api-key)'
      SENDGRID_SANDBOX: sendGridSandbox ? 'true' : 'false'
      SENDGRID_WEBHOOK_KEY: sendGridWebhookKey
      UNSUBSCRIBE_URL: unsubscribeUrl
      UNSUBSCRIBE_SECRET: empty(unsubscribeUrl) ? '' : '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=unsubscribe-secret)'
    }
  }
}

output name string = app.name
output host string = app.properties.defaultHostName
