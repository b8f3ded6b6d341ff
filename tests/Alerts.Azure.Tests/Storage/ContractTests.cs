using Alerts.Azure.Storage;
using Alerts.Contracts;
using Alerts.Core.UseCases;

namespace Alerts.Azure.Tests.Storage;

[Collection(Azurite.Collection)]
public sealed class AzureObservationStoreTests(Azurite azurite) : ObservationStoreContract
{
    protected override (IObservationStore Observations, IWorkQueue Queue) Empty() => new Evaluation(azurite.Empty()) is var store ? (store.Observations, store) : default;
}

[Collection(Azurite.Collection)]
public sealed class AzureRawFileStoreTests(Azurite azurite) : RawFileStoreContract
{
    protected override IRawFileStore Empty() => new AzureRawFileStore(azurite.Empty());
}

[Collection(Azurite.Collection)]
public sealed class AzureSourceStoreTests(Azurite azurite) : SourceStoreContract
{
    protected override ISourceStore Empty() => new AzureSourceStore(azurite.Empty());
}

[Collection(Azurite.Collection)]
public sealed class AzureAlertStoreTests(Azurite azurite) : AlertStoreContract
{
    protected override (IAlertStore Alerts, IObservationStore Observations, IWorkQueue Queue) Empty() => new Evaluation(azurite.Empty()) is var store ? (store.Alerts, store.Observations, store) : default;
}

[Collection(Azurite.Collection)]
public sealed class AzureApiKeyStoreTests(Azurite azurite) : ApiKeyStoreContract
{
    protected override IApiKeyStore Empty() => new AzureApiKeyStore(azurite.Empty());
}

[Collection(Azurite.Collection)]
public sealed class AzureSubscriptionStoreTests(Azurite azurite) : SubscriptionStoreContract
{
    protected override ISubscriptionStore Empty() => new AzureSubscriptionStore(azurite.Empty(), new FakeClock(Some.Morning));
}
