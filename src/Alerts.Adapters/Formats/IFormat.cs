using Alerts.Core.Datasets;
using Alerts.Core.Datasets.Recognition;

namespace Alerts.Adapters.Formats;

/// <summary>One way in which a publisher writes files. Each has a folder of its own, and a line in <see cref="AllFormats"/>.</summary>
internal interface IFormat
{
    FormatFacts Facts { get; }

    /// <summary>What a dataset of it may say.</summary>
    FormatKeys Keys { get; }

    /// <summary>Bytes into rows, for Core to judge.</summary>
    FileReading Read(FileToRead file);

    /// <summary>Whether its files may tell the day of their publication.</summary>
    bool TellsItsDay => false;

    /// <returns>The day of publication that the file itself tells; null where it tells none, or cannot be read.</returns>
    DateOnly? PublicationDay(ReadOnlyMemory<byte> bytes) => null;

    /// <returns>Null where the file does not look like one of the format.</returns>
    Recognised? Recognise(FileSample sample) => null;
}

/// <param name="Explains">What each row became is noted as well.</param>
internal sealed record FileToRead(Dataset Dataset, string File, ReadOnlyMemory<byte> Bytes, DateTimeOffset Published, bool Explains)
{
    /// <exception cref="InvalidOperationException">The dataset has no layout, which a check should have reported.</exception>
    public TableLayout Layout => Dataset.Layout ?? throw new InvalidOperationException($"{Dataset.Id} has no layout");
}
