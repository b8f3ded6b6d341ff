using System.Collections;
using Alerts.Core.Observations;

namespace Alerts.Core.Rules;

/// <summary>An explanation that is put together when somebody reads it: a backtest raises many events of which few are looked into.</summary>
/// <param name="explain">Gives the same lines of a point whenever it is asked.</param>
internal sealed class LazyExplanation(Func<Period, IReadOnlyList<ExplanationLine>> explain, Period point) : IReadOnlyList<ExplanationLine>
{
    private IReadOnlyList<ExplanationLine>? _lines;

    private IReadOnlyList<ExplanationLine> Lines => _lines ??= explain(point);

    public int Count => Lines.Count;

    public ExplanationLine this[int index] => Lines[index];

    public IEnumerator<ExplanationLine> GetEnumerator() => Lines.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
