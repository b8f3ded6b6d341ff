namespace Alerts.Core.Datasets;

/// <summary>How a publisher's answer goes on.</summary>
/// <param name="Kind">What tells the next page.</param>
/// <param name="Name">The parameter that counts; for <see cref="PageKind.Property"/> the path of the property, parted by dots; empty for a link.</param>
/// <param name="First">Of the first page, where pages are counted.</param>
/// <param name="Size">Records of a full page; 0: unknown, so that only a page without records is the last.</param>
public sealed record SourcePages(PageKind Kind, string Name, int First, int Size)
{
    /// <summary>A publisher whose pages never end is one whose parameter we have wrong.</summary>
    public const int Most = 1_000;
}

public enum PageKind
{
    /// <summary>A parameter that counts pages: <c>page=1</c>, <c>page=2</c>.</summary>
    Page,

    /// <summary>A parameter that counts records: <c>offset=0</c>, <c>offset=500</c>.</summary>
    Offset,

    /// <summary>The header <c>Link: &lt;…&gt;; rel="next"</c> (RFC 8288).</summary>
    Link,

    /// <summary>A property of a JSON answer that holds the next address.</summary>
    Property,
}
