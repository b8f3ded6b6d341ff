namespace Alerts.Adapters.Sources;

/// <summary>How publishers are asked.</summary>
/// <param name="Gap">Between the end of one request to a host and the next.</param>
/// <param name="Answer">Until an answer begins.</param>
/// <param name="Silence">Between two pieces of an answer.</param>
/// <param name="Whole">Until an answer has ended.</param>
/// <param name="Bytes">Of an answer, packed and unpacked.</param>
public sealed record PublisherLimits(TimeSpan Gap, TimeSpan Answer, TimeSpan Silence, TimeSpan Whole, long Bytes)
{
    public static readonly PublisherLimits Usual = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(10), 256L * 1024 * 1024);
}
