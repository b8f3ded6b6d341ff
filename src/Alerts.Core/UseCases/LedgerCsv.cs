using System.Globalization;
using System.Text;
using Alerts.Core.Delivery;

namespace Alerts.Core.UseCases;

/// <summary>The ledger as a table for a spreadsheet, a row for each attempt: RFC 4180, with a byte order mark so that Chinese text is read right. No cell is taken for a formula.</summary>
public static class LedgerCsv
{
    private const char ByteOrderMark = '\uFEFF';

    // What a spreadsheet takes for the beginning of a formula, also in full width, also after blanks.
    private const string Formula = "=+-@|%＝＋－＠";

    private static readonly string[] Columns = ["notification", "event", "subscriber", "channel", "subject", "status", "due", "attempt", "at", "outcome", "decision", "detail"];

    /// <param name="local">An instant in the workspace's time zone.</param>
    public static string Of(IEnumerable<LedgerEntry> ledger, Func<DateTimeOffset, DateTimeOffset> local)
    {
        var text = new StringBuilder().Append(ByteOrderMark).Append(Line(Columns));
        foreach (var entry in ledger)
        {
            foreach (var attempt in entry.Attempts) text.Append(Line(Row(entry, attempt, local)));
            if (entry.Attempts.Count == 0) text.Append(Line(Row(entry, null, local)));
        }
        return text.ToString();
    }

    /// <summary>A text as a cell: in quotes, on one line, with an apostrophe before what would be a formula.</summary>
    public static string Cell(string text)
    {
        var line = string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));
        // A tab or a line break before the sign is dropped by some programs.
        var isFormula = line.TrimStart() is [var first, ..] && (Formula.Contains(first, StringComparison.Ordinal) || char.IsControl(text[0]));
        return $"\"{(isFormula ? "'" : "")}{line.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static string[] Row(LedgerEntry entry, LedgerAttempt? attempt, Func<DateTimeOffset, DateTimeOffset> local)
    {
        var notification = entry.Notification;
        string Moment(DateTimeOffset? at) => at is { } instant ? local(instant).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture) : "";
        return
        [
            notification.Id.Text, notification.Event.Text, notification.Subscriber, notification.Channel, notification.Message.Subject, entry.Status.ToString().ToLowerInvariant(), Moment(entry.Due),
            attempt?.Number.ToString(CultureInfo.InvariantCulture) ?? "", Moment(attempt?.At), attempt?.Outcome.Text() ?? "", attempt?.Decision ?? "", attempt?.Detail ?? "",
        ];
    }

    private static string Line(IEnumerable<string> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";
}
