using Alerts.Core.Datasets;

namespace Alerts.Core.UseCases;

/// <summary>Asks a publisher all questions of a source, page by page. It writes nothing, so that it may go on beside other work.</summary>
public sealed class FetchSource(IFileSource publisher, TimeProvider clock)
{
    private static readonly SeenAnswer Unknown = new(null, null);

    /// <param name="dataset">It has a source.</param>
    /// <param name="before">Null where it was never polled.</param>
    public async Task<FetchedSource> Run(Dataset dataset, SourceState? before, CancellationToken cancel)
    {
        var source = dataset.Source!;
        if (before?.Definition != source.Definition) before = null;
        var began = clock.GetUtcNow();
        var requests = SourceRequests.Of(source, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(began, source.TimeZone).DateTime));
        var (files, seen, published, answered) = (new List<FetchedFile>(), new Dictionary<string, SeenAnswer>(StringComparer.Ordinal), 0, 0);
        foreach (var request in requests)
        {
            var earlier = before?.Seen.GetValueOrDefault(request.Address);
            var (file, meaning) = await Ask(dataset, source, request, earlier, before?.Failures ?? 0, cancel);
            if (meaning.Outcome is not (PollOutcome.Read or PollOutcome.NothingNew or PollOutcome.NotPublished))
                return new(dataset, HostOf(source), began, files, seen, meaning, request.Address, answered);
            answered++;
            if (meaning.Outcome != PollOutcome.NotPublished) published++;
            if (meaning.Outcome == PollOutcome.NothingNew && earlier is not null) seen[request.Address] = earlier;
            if (file is not null) files.Add(file);
        }
        var end = new AnswerMeaning(files.Count > 0 ? PollOutcome.Read : published > 0 ? PollOutcome.NothingNew : PollOutcome.NotPublished);
        return new(dataset, HostOf(source), began, files, seen, end, requests[^1].Address, answered);
    }

    /// <summary>What the store knows a host by: its name, unless that is a secret itself.</summary>
    public static string HostOf(Source source) => Uri.TryCreate(source.Url.Written, UriKind.Absolute, out var written) && !written.Host.Contains('$', StringComparison.Ordinal)
        ? written.Authority
        : Notifications.SecretAddress.Named(source.Url.Filled()) is var named ? $"#{named[(named.IndexOf('#', StringComparison.Ordinal) + 1)..]}" : "";

    private async Task<(FetchedFile? File, AnswerMeaning Meaning)> Ask(Dataset dataset, Source source, SourceRequest request, SeenAnswer? seen, int failures, CancellationToken cancel)
    {
        var pages = new List<ReadOnlyMemory<byte>>();
        SourceAnswer? first = null;
        var asked = new HashSet<string>(StringComparer.Ordinal);
        for (var url = FirstPage(source.Pages, request.Url); ;)
        {
            if (!asked.Add(url) || pages.Count >= SourcePages.Most) return (null, Repeats);
            var answer = await publisher.Ask(Question(source, request, url, source.Pages is null ? seen : null), cancel);
            var meaning = AnswerMeaning.Of(answer, request.IsDated, failures, clock.GetUtcNow());
            if (meaning.Detail is { } detail) meaning = meaning with { Detail = source.Hide(detail) };
            // Some publishers answer a page behind the last with nothing at all.
            if (meaning.Outcome == PollOutcome.NotPublished && pages.Count > 0) break;
            if (meaning.Outcome != PollOutcome.Read) return (null, meaning);
            first ??= answer;
            if (source.Pages is not { } rule) return (File(dataset, source, request, answer, [answer.Bytes]), meaning);
            if (answer.NoData is not null || PageJoin.Records(answer.Bytes) is not { } records)
            {
                // What stands in place of the first page is read, and refused by what it is; a later one would be a part of the data, or its end.
                return pages.Count == 0
                    ? (File(dataset, source, request, answer, [answer.Bytes]), meaning)
                    : (null, new(PollOutcome.Refused, answer.NoData ?? PollReason.PagesUnknown, $"page {pages.Count + 1} holds no records", MayPass: true));
            }
            if (records == 0 && pages.Count > 0) break;
            if (pages.Count > 0 && pages[^1].Span.SequenceEqual(answer.Bytes.Span)) return (null, Repeats);
            pages.Add(answer.Bytes);
            var (next, refusal) = Next(source, rule, url, answer, records, pages.Count);
            if (refusal is not null) return (null, refusal);
            if (next is null) break;
            url = next;
        }
        return (File(dataset, source, request, first!, pages), new(PollOutcome.Read));
    }

    private static AnswerMeaning Repeats => new(PollOutcome.Failed, PollReason.PagesRepeat, "the pages repeat themselves, or have no end: look at 'pages' of the source");

    private static SourceQuestion Question(Source source, SourceRequest request, string url, SeenAnswer? seen) =>
        new(source.Method, url, [.. source.Headers.Select(header => (header.Name, header.Value.Filled()))], request.Body, seen);

    private static string FirstPage(SourcePages? pages, string url) =>
        pages is { Kind: PageKind.Page or PageKind.Offset } ? SourceRequests.Parameter(url, pages.Name, Number(pages.Kind == PageKind.Page ? pages.First : 0)) : url;

    private static (string? Url, AnswerMeaning? Refusal) Next(Source source, SourcePages pages, string url, SourceAnswer answer, int records, int page)
    {
        if (pages.Kind is PageKind.Page or PageKind.Offset)
        {
            if (records == 0 || (pages.Size > 0 && records < pages.Size)) return (null, null);
            return (SourceRequests.Parameter(url, pages.Name, Number(pages.Kind == PageKind.Page ? pages.First + page : pages.Size * page)), null);
        }
        var named = pages.Kind == PageKind.Link ? answer.Next : PageJoin.Property(answer.Bytes, pages.Name);
        if (named is null) return (null, null);
        // The key goes with each question, so no answer may send it elsewhere.
        if (!Uri.TryCreate(new Uri(url), named, out var next) || next.GetLeftPart(UriPartial.Authority) != new Uri(url).GetLeftPart(UriPartial.Authority))
            return (null, new(PollOutcome.Failed, PollReason.RedirectRefused, "the next page is said to be on another host"));
        return (source.Key is { } key ? SourceRequests.Parameter(next.AbsoluteUri, key.Name, Uri.EscapeDataString(key.Value.Filled())) : next.AbsoluteUri, null);
    }

    private FetchedFile File(Dataset dataset, Source source, SourceRequest request, SourceAnswer answer, List<ReadOnlyMemory<byte>> pages)
    {
        var now = clock.GetUtcNow();
        // A clock that is ahead must not date values into the future.
        var dated = answer.Dated is { } told && told < now ? told : answer.Dated is null ? null : (DateTimeOffset?)now;
        var bytes = PageJoin.Of(pages);
        return new(request.Address, SourceFileName.Of(dataset, source, request, answer.FileName), bytes, pages.Count > 1 ? pages : [], source.Pages is null ? new(answer.ETag, answer.LastModified) : Unknown, now, dated, pages.Count > 1 ? null : CutAnswer.Limit(bytes));
    }

    private static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
