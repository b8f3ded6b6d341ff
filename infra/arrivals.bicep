// Tells the app of each file that arrives in the inbox. A step of its own, after the app is deployed: the key of the blob extension exists only once the app
// has started with a blob trigger in it. Until then, and where this is never run, the sweep finds the files within a minute. Not tried.
//   az deployment group create -g GROUP -f infra/arrivals.bicep -p appName=… accountName=… extensionKey=…     (infra/hooks/arrivals.sh does so)
targetScope = 'resourceGroup'

param location string = resourceGroup().location
param appName string
param accountName string

@description('Container of the files, as in main.bicep.')
param inbox string = 'inbox'

@description('The blob-triggered function.')
param function string = 'IngestFile'

@secure()
@description('System key `blobs_extension` of the app.')
param extensionKey string

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: accountName
}

resource app 'Microsoft.Web/sites@2024-04-01' existing = {
  name: appName
}

resource topic 'Microsoft.EventGrid/systemTopics@2022-06-15' = {
  name: '${accountName}-arrivals'
  location: location
  properties: {
    source: account.id
    topicType: 'Microsoft.Storage.StorageAccounts'
  }
}

resource subscription 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2022-06-15' = {
  parent: topic
  name: 'inbox'
  properties: {
    destination: {
      endpointType: 'WebHook'
      properties: {
        endpointUrl: 'https://${app.properties.defaultHostName}/runtime/webhooks/blobs?functionName=Host.Functions.${function}&code=${extensionKey}'
        maxEventsPerBatch: 1
      }
    }
    eventDeliverySchema: 'EventGridSchema'
    filter: {
      includedEventTypes: ['Microsoft.Storage.BlobCreated']
      subjectBeginsWith: '/blobServices/default/containers/${inbox}/'
    }
    // What is not taken in a day the sweep has found long before.
    retryPolicy: { maxDeliveryAttempts: 30, eventTimeToLiveInMinutes: 1440 }
  }
}
