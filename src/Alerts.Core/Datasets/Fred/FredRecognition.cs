using Alerts.Core.Datasets.Recognition;

namespace Alerts.Core.Datasets.Fred;

/// <summary>Tells a download of FRED by the header of its days, and codes in capitals behind it.</summary>
public static class FredRecognition
{
    /// <returns>Null where the first row is not its header.</returns>
    public static Recognised? Of(TableSample sample)
    {
        if (sample.Rows.Count < 2) return null;
        var names = sample.Rows[0].Cells.Select(cell => cell.Text.Trim()).ToList();
        if (names.Count < 2 || !FredReading.Days.Contains(names[0]) || !names.Skip(1).All(IsCode)) return null;
        return new RecognisedFormat("fred", "Federal Reserve Bank of St. Louis", [FrequencyKey.Of(sample.Rows.Skip(1), 0, "yyyy-MM-dd")], [.. names.Skip(1).Select(code => new FoundKeyedSeries(code, code, null))], []);
    }

    private static bool IsCode(string name) => name.Length > 0 && name.All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter) || letter == '_');
}
