using System.Text.Unicode;
using Alerts.Adapters.Files;

namespace Alerts.Adapters.Formats;

/// <summary>A text that is in UTF-8 already.</summary>
/// <param name="text">Without a byte order mark.</param>
internal sealed class Utf8Stream(ReadOnlyMemory<byte> text) : TextStream
{
    private readonly FrontToBack _reading = new(text);
    private int _at;

    public override int Read(Span<byte> buffer)
    {
        if (IsInvalid) return 0;
        var next = WholeLetters(text.Span[_at..], buffer.Length);
        IsInvalid = !Utf8.IsValid(next);
        if (IsInvalid) return 0;
        next.CopyTo(buffer);
        _at += next.Length;
        _reading.Reached(_at);
        return next.Length;
    }

    /// <summary>As much from the front as there is room for, without a part of a letter.</summary>
    private static ReadOnlySpan<byte> WholeLetters(ReadOnlySpan<byte> rest, int room)
    {
        if (rest.Length <= room) return rest;
        var end = room;
        while (room - end < LongestLetter - 1 && IsWithinLetter(rest[end])) end--;
        return rest[..end];
    }

    private static bool IsWithinLetter(byte one) => (one & 0xC0) == 0x80;
}
