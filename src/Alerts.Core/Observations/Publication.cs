namespace Alerts.Core.Observations;

/// <summary>One file as it was read: what an observation's vintage and source come from.</summary>
/// <param name="Sequence">Position in the order of reading, from 1; the store gives it.</param>
/// <param name="Published">The instant at which its values became known (CONTRACT §2), with the offset of the workspace's time zone.</param>
/// <param name="Dataset">Id of the dataset that read it.</param>
/// <param name="File">The file's name without folders.</param>
/// <param name="Sha256">Of the file's bytes, 64 lower-case hex digits.</param>
public sealed record Publication(long Sequence, DateTimeOffset Published, string Dataset, string File, string Sha256)
{
    /// <summary>What stands for a publication where a day that passed causes an event.</summary>
    /// <param name="midnight">At which it begins.</param>
    public static Publication OfADay(DateTimeOffset midnight) => new(0, midnight, "", "", "");

    /// <summary>False of a day that passed.</summary>
    public bool IsFile => Sha256.Length > 0;

    /// <summary>Where it was fetched; null: it was put into the inbox, or named in a call.</summary>
    public FileOrigin? Origin { get; init; }
}
