using Alerts.Core.Observations;

namespace Alerts.Core.Datasets.Recognition;

/// <summary>The frequency of a file whose first column holds its days.</summary>
internal static class FrequencyKey
{
    /// <param name="format">Of the days.</param>
    public static FoundKey Of(IEnumerable<SampleRow> rows, int at, string format)
    {
        var dates = new DateText(format, Frequency.Daily, DateTimeOffset.MaxValue.AddDays(-2));
        var days = new List<DateOnly>();
        foreach (var row in rows)
        {
            if (dates.Read(row[at].Text, out var day) is null) days.Add(day.First);
        }
        if (days.Count == 0) return new("frequency", "daily", "no row of the file tells a day");
        var (frequency, doubt) = FileFrequency.Of(days);
        return new("frequency", frequency switch { Frequency.Monthly => "monthly", Frequency.BusinessDaily => "business-daily", _ => "daily" }, doubt);
    }
}
