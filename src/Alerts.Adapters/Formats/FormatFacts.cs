namespace Alerts.Adapters.Formats;

/// <summary>A format, for people.</summary>
/// <param name="Name">As a dataset names it.</param>
/// <param name="What">What such a file is.</param>
/// <param name="Publisher">Whose it is; null: anybody's.</param>
/// <param name="File">Kind of file: <c>csv</c>, <c>json</c>, <c>xlsx</c>.</param>
public sealed record FormatFacts(string Name, string What, string? Publisher, string File);
