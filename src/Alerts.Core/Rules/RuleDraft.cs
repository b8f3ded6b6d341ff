namespace Alerts.Core.Rules;

/// <summary>A rule as its file gives it: texts that nothing has checked yet. Null where the key is absent.</summary>
public sealed record RuleDraft(
    string Id,
    string? Title,
    string When,
    string? For,
    string? Clear,
    string? AgainEvery,
    string? MinBase,
    Severity Severity,
    IReadOnlyDictionary<string, string> Labels);

/// <summary>What is wrong with one key of a rule, and where in its text.</summary>
/// <param name="Key">The YAML key: <c>when</c>, <c>for</c>, <c>clear</c>, <c>again-every</c>, <c>min-base</c>.</param>
/// <param name="Offset">Characters from the start of the key's text, from 0.</param>
/// <param name="Length">Characters to put the caret under; 1 or more.</param>
/// <param name="Code">Names the kind of mistake: <c>unknown-series</c>.</param>
/// <param name="Expected">What would have been right; null where the message says it.</param>
/// <param name="Nearest">The nearest valid name; null where none is near.</param>
/// <param name="IsWarning">It runs all the same.</param>
public sealed record RuleMistake(string Key, int Offset, int Length, string Code, string Message, string? Expected = null, string? Nearest = null, bool IsWarning = false);
