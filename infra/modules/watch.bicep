// Who is told when something is wrong: a message that is dead, an app that is silent, a bill that grows.
param name string
param location string
param logsId string
param operatorEmail string
param monthlyBudget int
param budgetFrom string

resource operators 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: '${name}-operators'
  location: 'global'
  properties: {
    enabled: true
    groupShortName: take(name, 12)
    emailReceivers: [{ name: 'operator', emailAddress: operatorEmail, useCommonAlertSchema: true }]
  }
}

// The app logs an event of this name for each notification that is given up, and for each message of a poison queue.
resource dead 'Microsoft.Insights/scheduledQueryRules@2022-06-15' = {
  name: '${name}-dead-notifications'
  location: location
  kind: 'LogAlert'
  properties: {
    displayName: 'Alerts: a message was given up'
    description: 'Somebody was not told. `alerts deliveries --dead` says who and why; `alerts replay` sends it again.'
    severity: 1
    scopes: [logsId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT5M'
    criteria: {
      allOf: [
        {
          query: 'AppTraces | where tostring(Properties.EventName) == "DeadNotification"'
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
        }
      ]
    }
    autoMitigate: false
    actions: { actionGroups: [operators.id] }
  }
}

// The sweep runs every minute: without it nothing is caught that a trigger has lost.
resource silent 'Microsoft.Insights/scheduledQueryRules@2022-06-15' = {
  name: '${name}-silent-sweep'
  location: location
  kind: 'LogAlert'
  properties: {
    displayName: 'Alerts: the sweep is silent'
    description: 'No sweep has succeeded for 15 minutes: the app does not run, or cannot reach its storage or its workspace.'
    severity: 0
    scopes: [logsId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      allOf: [
        {
          // One row in any case, so that silence is a number and not an empty answer.
          query: 'AppRequests | where Name == "Sweep" and Success | summarize Sweeps = count()'
          metricMeasureColumn: 'Sweeps'
          timeAggregation: 'Total'
          operator: 'LessThan'
          threshold: 1
        }
      ]
    }
    autoMitigate: true
    actions: { actionGroups: [operators.id] }
  }
}

resource budget 'Microsoft.Consumption/budgets@2023-05-01' = {
  name: '${name}-month'
  properties: {
    category: 'Cost'
    amount: monthlyBudget
    timeGrain: 'Monthly'
    timePeriod: { startDate: budgetFrom }
    notifications: {
      most: { enabled: true, operator: 'GreaterThanOrEqualTo', threshold: 80, thresholdType: 'Actual', contactEmails: [operatorEmail] }
      foreseen: { enabled: true, operator: 'GreaterThanOrEqualTo', threshold: 100, thresholdType: 'Forecasted', contactEmails: [operatorEmail] }
    }
  }
}
