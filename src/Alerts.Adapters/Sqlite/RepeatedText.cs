using System.Text;

namespace Alerts.Adapters.Sqlite;

/// <summary>Texts of a column whose neighbours are nearly always equal: each is made once.</summary>
internal sealed class RepeatedText
{
    private byte[] _bytes = [];
    private string _text = "";

    public string Read(ReadOnlySpan<byte> text)
    {
        if (text.SequenceEqual(_bytes)) return _text;
        _bytes = text.ToArray();
        return _text = Encoding.UTF8.GetString(text);
    }
}
