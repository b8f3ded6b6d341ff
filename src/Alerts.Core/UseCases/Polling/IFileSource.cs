using Alerts.Core.Datasets;

namespace Alerts.Core.UseCases;

/// <summary>Asks a publisher. Expected failure comes back as an answer.</summary>
public interface IFileSource
{
    /// <remarks>One request to a host at a time, and none sooner after another than politeness asks for.</remarks>
    Task<SourceAnswer> Ask(SourceQuestion question, CancellationToken cancel);
}

/// <param name="Url">As it is asked, with its secrets.</param>
/// <param name="Headers">With their secrets.</param>
/// <param name="Seen">Of the last answer to the same question: the publisher need not send it again. Null: it must.</param>
public sealed record SourceQuestion(SourceMethod Method, string Url, IReadOnlyList<(string Name, string Value)> Headers, string? Body, SeenAnswer? Seen);

/// <summary>What came back.</summary>
/// <param name="Status">0 where no status line came.</param>
/// <param name="Bytes">The whole body, unpacked; empty where there is trouble.</param>
/// <param name="Trouble">Null where the answer is whole.</param>
public sealed record SourceAnswer(int Status, ReadOnlyMemory<byte> Bytes, SourceTrouble? Trouble = null)
{
    public string? ETag { get; init; }

    /// <summary>As the publisher wrote it, for asking again.</summary>
    public string? LastModified { get; init; }

    /// <summary>When the publisher says that it was changed, else when it was sent; null where it says neither.</summary>
    public DateTimeOffset? Dated { get; init; }

    /// <summary>The raw header; null where there is none.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>A name for the file as the publisher gives it; null where it gives none.</summary>
    public string? FileName { get; init; }

    /// <summary>What it is instead of data, as the reading of a file says it: <c>html-not-data</c>, <c>api-error</c>; null where it may be data.</summary>
    public string? NoData { get; init; }

    /// <summary>The next page by the header <c>Link</c>; null where there is none.</summary>
    public string? Next { get; init; }
}

/// <summary>Why there is no whole answer.</summary>
/// <param name="Text">For people; tells no address.</param>
/// <param name="MayPass">It is worth trying soon again.</param>
public sealed record SourceTrouble(string Reason, string Text, bool MayPass = true);
