using Alerts.Core.Observations;

namespace Alerts.Core.Datasets.Recognition;

/// <summary>A way in which files write days or months, read by the very reader that will read the file.</summary>
internal sealed class PeriodFormat
{
    private const int Earliest = 1900;
    private const int Latest = 2100;

    // "d" and "M" take one digit or two, so each stands for its padded form as well. The first of two that read the same wins.
    private static readonly string[] Days =
    [
        "yyyy-MM-dd", "yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "yyyy年M月d日", "d/M/yyyy", "M/d/yyyy", "d.M.yyyy", "d-M-yyyy", "M-d-yyyy", "d/M/yy", "M/d/yy", "d.M.yy",
        "d-MMM-yyyy", "d-MMM-yy", "d MMM yyyy", "d MMMM yyyy", "MMM d, yyyy", "MMMM d, yyyy",
    ];

    private static readonly string[] Midnights = ["' 00:00:00'", "' 0:00:00'", "' 00:00'", "' 0:00'", "'T00:00:00'"];

    private static readonly string[] Months =
    [
        "yyyy-MM", "yyyy-M", "yyyy/M", "yyyy.M", "yyyyMM", "yyyy年M月", "M/yyyy", "M.yyyy", "M-yyyy", "yyyy'M'MM", "MMM-yy", "MMM-yyyy", "MMM yyyy", "MMMM yyyy", "MMM yy", "yyyy-MMM",
    ];

    private readonly DateText _dates;

    private PeriodFormat(string text, bool isMonthly)
    {
        (Text, IsMonthly) = (text, isMonthly);
        _dates = new(text, isMonthly ? Frequency.Monthly : Frequency.Daily, new(Latest, 12, 31, 0, 0, 0, TimeSpan.Zero));
    }

    /// <summary>In the order in which they are tried.</summary>
    public static IReadOnlyList<PeriodFormat> All { get; } =
    [
        .. Days.Select(text => new PeriodFormat(text, isMonthly: false)),
        .. Months.Select(text => new PeriodFormat(text, isMonthly: true)),
        .. Midnights.SelectMany(midnight => Days[..9].Where(text => text != "yyyyMMdd").Select(text => new PeriodFormat(text + midnight, isMonthly: false))),
    ];

    /// <summary>As .NET writes date formats.</summary>
    public string Text { get; }

    public bool IsMonthly { get; }

    /// <summary>The format that reads the same digits with day and month exchanged; null where there is none.</summary>
    public PeriodFormat? Exchanged => Text switch
    {
        ['d', '/' or '-', 'M', ..] => All.FirstOrDefault(other => other.Text == $"M{Text[1]}d{Text[3..]}"),
        ['M', '/' or '-', 'd', ..] => All.FirstOrDefault(other => other.Text == $"d{Text[1]}M{Text[3..]}"),
        _ => null,
    };

    public bool IsDayFirst => Text[0] == 'd';

    public bool Reads(string text, out Period period) => _dates.Read(text, out period) is null && period.First.Year is >= Earliest and <= Latest;

    /// <summary>The form with two digits for each, where all texts have it and one shows a leading zero: files that keep to it need not be read otherwise.</summary>
    public string Told(IReadOnlyCollection<string> texts)
    {
        if (Text.Contains('\'', StringComparison.Ordinal) || Text.Contains("MM", StringComparison.Ordinal)) return Text;
        var padded = new PeriodFormat(Text.Replace("d", "dd", StringComparison.Ordinal).Replace("M", "MM", StringComparison.Ordinal), IsMonthly);
        return texts.All(text => padded.Reads(text, out _)) && texts.Any(text => !Unpadded(text)) ? padded.Text : Text;
    }

    private static bool Unpadded(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '0' && (at == 0 || !char.IsAsciiDigit(text[at - 1]))) return false;
        }
        return true;
    }
}
