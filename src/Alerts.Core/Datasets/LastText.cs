namespace Alerts.Core.Datasets;

/// <summary>The text of a field of the row before, for what is the same on many rows in turn.</summary>
internal sealed class LastText
{
    private char[] _text = new char[16];
    private int _length = -1;

    /// <returns>True where the text is that of the call before. It is kept for the next one.</returns>
    public bool Is(ReadOnlySpan<char> text)
    {
        if (text.Length == _length && text.SequenceEqual(_text.AsSpan(0, _length))) return true;
        if (text.Length > _text.Length) _text = new char[text.Length];
        text.CopyTo(_text);
        _length = text.Length;
        return false;
    }
}
