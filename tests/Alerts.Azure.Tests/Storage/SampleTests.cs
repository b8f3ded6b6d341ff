using Alerts.Adapters.Sqlite;
using Alerts.Azure.Storage;
using Alerts.Contracts;
using Alerts.Core.Alerting;

namespace Alerts.Azure.Tests.Storage;

/// <summary>The sample comes to the same on both stores.</summary>
[Collection(Azurite.Collection)]
public sealed class SampleTests(Azurite azurite)
{
    private static readonly string Sample = Path.Combine(Approved.Repository(), "samples", "rare-earths");

    private static IEnumerable<string> Files => Directory.GetFiles(Path.Combine(Sample, "inbox")).Order(StringComparer.Ordinal);

    [SkippableFact]
    public async Task The_sample_raises_the_same_events_to_the_letter_as_on_the_embedded_store()
    {
        var workspace = Desk.Load(Sample);
        var folder = Directory.CreateTempSubdirectory("alerts-azure-");
        try
        {
            var storage = azurite.Empty();
            var onAzure = new Evaluation(storage);
            using var embedded = SqliteStore.Open(Path.Combine(folder.FullName, "alerts.db"));

            var expected = await new Desk(workspace, new RawFileFolder(folder.FullName), embedded, embedded).Run(Files);
            var actual = await new Desk(workspace, new AzureRawFileStore(storage), onAzure.Observations, onAzure.Alerts).Run(Files);

            Assert.NotEmpty(expected);
            Assert.Equal(expected, actual);
            Assert.Equal((await embedded.Events(default)).Select(EventJson.Write), (await onAzure.Alerts.Events(default)).Select(EventJson.Write));
            Assert.Equal((await embedded.Restless(default)).Select(state => state with { Alerts = [] }), (await onAzure.Alerts.Restless(default)).Select(state => state with { Alerts = [] }));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
