using System.Text;

namespace Alerts.Core.Datasets;

/// <summary>Many short texts in few objects. Millions of strings would take several times the room.</summary>
internal sealed class ShortTexts
{
    private const int PartBits = 16;
    private const int PartLength = 1 << PartBits;

    private readonly List<byte[]> _parts = [];
    private int _used = PartLength;

    /// <summary>The text that was added there.</summary>
    public string this[int at]
    {
        get
        {
            var rest = _parts[at >> PartBits].AsSpan(at & (PartLength - 1));
            return Encoding.UTF8.GetString(rest[..rest.IndexOf((byte)0)]);
        }
    }

    /// <param name="text">Without U+0000; shorter than a third of a part.</param>
    /// <returns>Where it stands.</returns>
    public int Add(ReadOnlySpan<char> text)
    {
        if (PartLength - _used <= Encoding.UTF8.GetMaxByteCount(text.Length))
        {
            _parts.Add(new byte[PartLength]);
            _used = 0;
        }
        var at = ((_parts.Count - 1) << PartBits) + _used;
        _used += Encoding.UTF8.GetBytes(text, _parts[^1].AsSpan(_used)) + 1;
        return at;
    }
}
