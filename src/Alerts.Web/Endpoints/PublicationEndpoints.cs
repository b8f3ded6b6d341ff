using Alerts.Adapters.Formats;
using Alerts.Core.Datasets;
using Alerts.Core.Observations;
using Alerts.Core.UseCases;
using Alerts.Web.Http;

namespace Alerts.Web.Endpoints;

internal static class PublicationEndpoints
{
    private const int LongestName = 255;

    private static readonly TakenBody AFile = new(
        64L * 1024 * 1024, null, "application/octet-stream", "text/csv", "text/plain", "application/json", "application/vnd.ms-excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/zip");

    private static readonly TakenBody SomeValues = new(8L * 1024 * 1024, "PostedObservations", "application/json");

    private static readonly FileReader Reader = new();

    public static IEnumerable<Operation> All { get; } =
    [
        new("listPublications", "GET", "/api/publications", ApiScope.Read, "The files that were read and not rejected, the last first.", "PublicationList", List)
        {
            Parameters = [new("dataset", "Of this dataset.", "smm-prices"), Parameter.Limit, Parameter.Cursor],
        },
        new("getPublication", "GET", "/api/publications/{id}", ApiScope.Read, "What became of a file, by the SHA-256 of its bytes: 64 lower-case hex digits.", "Received", Get) { Refuses = [404] },
        new("postPublication", "POST", "/api/publications", ApiScope.Ingest, "Takes a publisher's file. It is kept when the answer comes; rules are evaluated and messages sent after it. The same bytes again have the same answer.", "Received", PostFile)
        {
            Parameters =
            [
                new("file", "The file's name, without folders: by it a dataset knows its files.", "2025-03-24-smm.csv", IsRequired: true),
                new("dataset", "The dataset that reads it; default: the one that its name matches.", "smm-prices"),
                new("published", "When it was published, a date or an instant; default: as its name says, else now.", "2025-03-24"),
                new("period", "What a file without a month column is about.", "2025-01..2025-02"),
            ],
            Body = AFile,
            Refuses = [422],
        },
        new("postObservations", "POST", "/api/observations", ApiScope.Ingest, "Takes values of one dataset, as a publication of their own. They are kept when the answer comes. The same bytes again have the same answer.", "Received", PostValues)
        {
            Body = SomeValues,
            Refuses = [422],
        },
    ];

    private static async Task<Answer> List(Call call)
    {
        var (dataset, before, limit) = (call.Text("dataset"), call.Cursor, call.Limit);
        if (call.Wrong is { } wrong) return wrong;
        var items = (await call.Desk.Observations.Publications(call.Cancel)).Reverse()
            .Where(publication => (dataset is null || publication.Dataset == dataset) && (before is null || publication.Sequence < before)).Take(limit + 1).ToList();
        return Listed.Answer(call, [.. items.Take(limit)], Documents.Publication, items.Count > limit ? FormattableString.Invariant($"{items[limit - 1].Sequence}") : null);
    }

    private static async Task<Answer> Get(Call call) =>
        await call.Desk.Observations.Find(call.Id, call.Cancel) is { } file ? Written(Received.Of(file)) : Problem.NoSuch("file of the hash", call.Id);

    private static async Task<Answer> PostFile(Call call)
    {
        var (file, published, period) = (call.Text("file")!, call.Instant("published"), About(call));
        if (file.Length is 0 or > LongestName || file.Any(letter => letter is '/' or '\\' || char.IsControl(letter))) call.Refuse("file", $"'file' is no name of a file: 1 to {LongestName} characters, without folders");
        Dataset? dataset = null;
        if (call.Text("dataset") is { } id && (dataset = Find(call, id)) is null) call.Refuse("dataset", Unknown(call, id));
        if (call.Wrong is { } wrong) return wrong;
        var (bytes, problem) = await call.Bytes(AFile);
        if (problem is not null) return problem;
        dataset ??= period is null ? null : DatasetMatch.Of(file, call.Workspace.Datasets).Dataset;
        if (period is { } about) dataset = dataset?.About(about);
        return Told(await call.Desk.Ingest(file, bytes, new(dataset, published), call.Cancel), call, file, bytes, dataset);
    }

    private static async Task<Answer> PostValues(Call call)
    {
        var (bytes, problem) = await call.Bytes(SomeValues);
        if (problem is not null) return problem;
        if (Posted.Read(bytes) is not ({ } posted, _)) return Posted.Read(bytes).Fault is var fault ? Problem.WrongBody(fault!.What, fault.Line, fault.Column) : Problem.Failed;
        var published = posted.Published is { } text ? InstantText.Read(text, call.Workspace.TimeZone) : call.Host.Clock.GetUtcNow();
        if (published is null) return Problem.WrongBody("'published' is neither a date such as 2025-03-24 nor ISO 8601 with offset such as 2025-03-24T09:30:00+08:00");
        var (dataset, fault2) = DatasetOf(call, posted);
        if (dataset is null) return Problem.WrongBody(fault2!);
        var file = $"posted-{ContentHash.Of(bytes.Span)[..12]}.json";
        dataset = PostedFormat.Of(dataset);
        return Told(await call.Desk.Ingest(file, bytes, new(dataset, published), call.Cancel), call, file, bytes, dataset);
    }

    // A publication is one dataset's: who named none posts values of one.
    private static (Dataset? Dataset, string? Fault) DatasetOf(Call call, Posted posted)
    {
        if (posted.Dataset is { } id) return Find(call, id) is { } named ? (named, null) : (null, Unknown(call, id));
        var series = posted.Rows.Select(row => row.Series).OfType<string>().Distinct(StringComparer.Ordinal).Where(call.Workspace.Series.ContainsKey).Select(id => call.Workspace.Series[id]).ToList();
        if (series.Find(one => one.IsDerived) is { } derived) return (null, $"'{derived.Id}' is added up from other series: post those");
        var datasets = series.Select(one => one.Dataset).Distinct(StringComparer.Ordinal).ToList();
        return datasets switch
        {
            [] => (null, $"none of the values has a known series{(posted.Rows.FirstOrDefault(row => row.Series is not null)?.Series is { } first ? Call.Near(first, call.Workspace.Series.Keys) : "")}"),
            [var only] => (Find(call, only), null),
            _ => (null, $"the values are of {datasets.Count} datasets ({string.Join(", ", datasets.Take(5))}): a post takes those of one"),
        };
    }

    private static Answer Told(Ingested ingested, Call call, string file, ReadOnlyMemory<byte> bytes, Dataset? chosen)
    {
        var received = ingested switch
        {
            FileRead read => Received.Of(read),
            FileSkipped skipped => Received.Of(skipped.Earlier),
            _ => null,
        };
        if (received is null) return Unmatched(call, file);
        return received.Outcome == ReadingOutcome.Rejected ? Refused(received, call, bytes, chosen) : Written(received);
    }

    private static Answer Written(Received received) => Answer.Object(json => Documents.Received(json, received));

    private static Problem Unmatched(Call call, string file)
    {
        var names = call.Workspace.Datasets.Where(dataset => Glob.Matches(dataset.Files, file)).Select(dataset => dataset.Id).ToList();
        var message = names.Count == 0 ? "no dataset reads a file of this name: name it as the files of a dataset, or say which 'dataset' it is of" : $"more than one dataset reads a file of this name: say which 'dataset' it is of, {string.Join(" or ", names)}";
        return new(422, DatasetMatch.Unmatched, "It is not known what reads the file.", message) { Errors = [new(message) { File = file, Reason = DatasetMatch.Unmatched }] };
    }

    // The record keeps the reason; the sentence and the place come from reading it again, which comes to the same.
    private static Problem Refused(Received received, Call call, ReadOnlyMemory<byte> bytes, Dataset? chosen)
    {
        var dataset = chosen ?? Find(call, received.Dataset);
        var reading = dataset is null ? null : Reader.Read(dataset, received.File, bytes, received.Published);
        var message = reading?.Message ?? $"the file is refused: {received.Reason}";
        return new(422, "file-rejected", "The file is refused as a whole; it is kept, and nothing of it is stored.", message)
        {
            Errors = [new(message) { File = received.File, Line = reading?.Line, Column = reading?.Column, Reason = received.Reason }],
        };
    }

    private static Period? About(Call call)
    {
        if (call.Text("period") is not { } text) return null;
        if (Period.TryParse(text, out var period)) return period;
        call.Refuse("period", "'period' is no month such as 2025-02, nor months such as 2025-01..2025-02");
        return null;
    }

    private static Dataset? Find(Call call, string id) => call.Workspace.Datasets.FirstOrDefault(dataset => dataset.Id == id);

    private static string Unknown(Call call, string id) => $"there is no dataset '{ReadingMessage.Shown(id)}'{Call.Near(id, call.Workspace.Datasets.Select(dataset => dataset.Id))}";
}
