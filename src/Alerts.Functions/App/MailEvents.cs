using Alerts.Core.UseCases;

namespace Alerts.Functions.App;

/// <summary>Takes what the mail provider posts.</summary>
/// <param name="Record">Null where no key to check signatures with is set: then no events are taken.</param>
internal sealed record MailEvents(RecordProviderEvents? Record);
