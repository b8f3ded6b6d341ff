using Alerts.Core.Observations;
using Alerts.Core.Rules;
namespace Alerts.Core.Alerting;
internal static class Headline
{
    public static string Of(EventType type, string title, Comparison? leading, decimal? value, IReadOnlyList<SeriesDefinition> series, Period period, IReadOnlyList<Amendment> amends, int? level) => title;
}
