using System.Globalization;
using Alerts.Core.Observations;

namespace Alerts.Core.Datasets.Quality;

/// <summary>Names a row in quarantine: the same row of the same file has the same id on every machine.</summary>
public readonly record struct QuarantineId(string Text)
{
    /// <param name="sha256">Of the file, lower-case hex.</param>
    public static QuarantineId Of(string sha256, RowSetAside row) => Of(sha256, row.Line, row.Value?.Series ?? row.Column ?? "", row.Value?.Period.ToString() ?? "");

    /// <param name="series">Of a row that is only a part of sums: its column.</param>
    /// <param name="period">Empty for such a row.</param>
    public static QuarantineId Of(string sha256, int line, string series, string period)
    {
        var facts = string.Create(CultureInfo.InvariantCulture, $"{sha256}\n{line}\n{series}\n{period}");
        return new("qrt_" + TextHash.Hex(facts, 16));
    }

    public override string ToString() => Text;
}
