using Alerts.Adapters.Formats.Comtrade;
using Alerts.Adapters.Formats.ComtradeBulk;
using Alerts.Adapters.Formats.Csv;
using Alerts.Adapters.Formats.Fred;
using Alerts.Adapters.Formats.Gacc;
using Alerts.Adapters.Formats.Investing;
using Alerts.Adapters.Formats.Json;
using Alerts.Adapters.Formats.PinkSheet;
using Alerts.Adapters.Formats.Smm;
using Alerts.Adapters.Formats.UsaTrade;
using Alerts.Adapters.Formats.UsCensus;
using Alerts.Adapters.Formats.Xlsx;

namespace Alerts.Adapters.Formats;

/// <summary>Every format, the generic ones first.</summary>
internal static class AllFormats
{
    private static readonly IFormat[] All =
    [
        new CsvFormat(),
        new XlsxFormat(),
        new JsonFormat(),
        new GaccFormat(),
        new ComtradeFormat(),
        new ComtradeBulkFormat(),
        new UsCensusFormat(),
        new UsaTradeFormat(),
        new PinkSheetFormat(),
        new FredFormat(),
        new SmmFormat(),
        new InvestingFormat(),
    ];

    public static IReadOnlyList<IFormat> List => All;

    /// <summary>Null where there is none of the name.</summary>
    public static IFormat? Find(string name) => Array.Find(All, format => format.Facts.Name == name);
}
