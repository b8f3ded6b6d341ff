namespace Alerts.Core.Datasets;

/// <summary>Characters that have no business in a code, a number, a date or a unit: NUL, line breaks and their like.</summary>
public static class ControlText
{
    public static bool IsIn(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (char.IsControl(character)) return true;
        }
        return false;
    }
}
