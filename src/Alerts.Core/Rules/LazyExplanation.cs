using System.Collections;

namespace Alerts.Core.Rules;

/// <summary>An explanation that is put together when somebody reads it: a backtest raises many events of which few are looked into.</summary>
/// <param name="explain">Gives the same lines whenever it is asked.</param>
internal sealed class LazyExplanation(Func<IReadOnlyList<ExplanationLine>> explain) : IReadOnlyList<ExplanationLine>
{
    private readonly Lazy<IReadOnlyList<ExplanationLine>> _lines = new(explain);

    public int Count => _lines.Value.Count;

    public ExplanationLine this[int index] => _lines.Value[index];

    public IEnumerator<ExplanationLine> GetEnumerator() => _lines.Value.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
