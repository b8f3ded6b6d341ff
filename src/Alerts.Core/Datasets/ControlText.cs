using System.Buffers;

namespace Alerts.Core.Datasets;

/// <summary>Characters that have no business in a code, a number, a date or a unit: NUL, line breaks and their like.</summary>
public static class ControlText
{
    // All of them are in the first 256 characters of Unicode.
    private static readonly SearchValues<char> Controls = SearchValues.Create([.. Enumerable.Range(0, 256).Select(code => (char)code).Where(char.IsControl)]);

    public static bool IsIn(ReadOnlySpan<char> text) => text.ContainsAny(Controls);
}
