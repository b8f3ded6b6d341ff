using System.Text.Encodings.Web;
using System.Text.Json;
using Alerts.Core.Datasets;
using Alerts.Core.Datasets.Quality;
using Alerts.Core.Observations;

namespace Alerts.Core.UseCases;

/// <summary>
/// A person settles rows in quarantine. The decision is a publication like any other: a document with who, why and when is kept as its raw
/// file, and what is accepted is known from that moment on.
/// </summary>
public sealed class DecideQuarantine(IRawFileStore rawFiles, IObservationStore observations, TimeProvider clock)
{
    private const string Fingerprint = "decision";

    /// <param name="rows">In quarantine, of any datasets; those to be accepted <c>CanBeAccepted</c>, at most one for each series and period.</param>
    /// <param name="fate"><see cref="Fate.Accepted"/> or <see cref="Fate.Rejected"/>.</param>
    /// <param name="who">The person who decides.</param>
    /// <param name="why">Null where they give no reason.</param>
    /// <returns>The decisions, one for each dataset.</returns>
    public async Task<IReadOnlyList<Publication>> Run(Workspace workspace, IReadOnlyList<QuarantinedRow> rows, Fate fate, string who, string? why, CancellationToken cancel)
    {
        var decisions = new List<Publication>();
        var waiting = await observations.Quarantine(isWaiting: true, cancel);
        foreach (var ofDataset in rows.GroupBy(row => row.Publication.Dataset, StringComparer.Ordinal))
        {
            var now = workspace.Local(clock.GetUtcNow());
            var bytes = Document(fate, ofDataset, who, why, now);
            var sha256 = ContentHash.Of(bytes);
            await rawFiles.Keep(sha256, bytes, cancel);
            var accepted = fate == Fate.Accepted ? ofDataset.ToList() : [];
            var file = new FileRecord(0, sha256, $"quarantine-{Word(fate)}.json", ofDataset.Key, Fingerprint, now, now, ReadingOutcome.Accepted, null, accepted.Count, 0, [])
            {
                Settled = [.. ofDataset.Select(row => new Settled(row.Id, fate, who, why)), .. Rivals(accepted, waiting).Select(row => new Settled(row.Id, Fate.Replaced, who, why))],
            };
            decisions.Add(await observations.Append(file, await Additions(accepted, now, cancel), cancel));
        }
        return decisions;
    }

    private async Task<IReadOnlyList<ReadValue>> Additions(IEnumerable<QuarantinedRow> accepted, DateTimeOffset now, CancellationToken cancel)
    {
        var additions = new List<ReadValue>();
        foreach (var row in accepted)
        {
            var value = row.Row.Value!.Value with { From = row.Publication.Sequence };
            var known = await observations.Known(value.Series, value.Period, value.Period, now, cancel);
            if (Vintages.Adds(known.Count == 0 ? null : known[0], new(value.Value, value.Unit))) additions.Add(value);
        }
        return additions;
    }

    // Other values of the same period: one can be right.
    private static IEnumerable<QuarantinedRow> Rivals(IReadOnlyList<QuarantinedRow> accepted, IReadOnlyList<QuarantinedRow> waiting) =>
        waiting.Where(row => row.Row.Value is { } value && accepted.Any(taken => taken.Id != row.Id && taken.Row.Value is { } taking && (taking.Series, taking.Period) == (value.Series, value.Period)));

    private static string Word(Fate fate) => fate == Fate.Accepted ? "accept" : "reject";

    private static byte[] Document(Fate fate, IEnumerable<QuarantinedRow> rows, string who, string? why, DateTimeOffset now)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("type", $"quarantine.{Word(fate)}");
            json.WriteString("at", now);
            json.WriteString("by", who);
            if (why is not null) json.WriteString("why", why);
            json.WriteStartArray("rows");
            foreach (var row in rows)
            {
                json.WriteStartObject();
                json.WriteString("id", row.Id.Text);
                json.WriteString("file", row.Publication.File);
                json.WriteString("sha256", row.Publication.Sha256);
                json.WriteNumber("line", row.Row.Line);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return stream.ToArray();
    }
}
