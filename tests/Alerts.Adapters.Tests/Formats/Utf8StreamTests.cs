using System.Text;
using System.Text.Unicode;
using Alerts.Adapters.Formats;
using FsCheck;
using FsCheck.Fluent;

namespace Alerts.Adapters.Tests.Formats;

/// <summary>A stream that is checked piece by piece says what the library says of the whole.</summary>
public sealed class Utf8StreamTests
{
    private static readonly byte[] Awkward = [0x00, 0x0A, 0x41, 0x7F, 0x80, 0xBF, 0xC0, 0xC2, 0xE0, 0xE4, 0xED, 0xEF, 0xF0, 0xF4, 0xF8, 0xFF];

    [Fact]
    public void Any_text_comes_out_as_it_is() =>
        Prop.ForAll(Gen.Elements("a", "ß", "€", "缅", "🜚", "\n").ArrayOf().Select(string.Concat).ToArbitrary(), text =>
            Read(Encoding.UTF8.GetBytes(text), out var isInvalid).AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(text)) && !isInvalid).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_bytes_are_refused_or_read_as_the_library_does() =>
        Prop.ForAll(Gen.OneOf(Gen.Elements(Awkward), Gen.Choose(0, 255).Select(one => (byte)one)).ArrayOf().ToArbitrary(), bytes =>
        {
            var read = Read(bytes, out var isInvalid);
            return Utf8.IsValid(bytes) ? !isInvalid && read.AsSpan().SequenceEqual(bytes) : isInvalid;
        }).QuickCheckThrowOnFailure();

    private static byte[] Read(byte[] bytes, out bool isInvalid)
    {
        using var stream = new Utf8Stream(bytes);
        var read = new List<byte>();
        var buffer = new byte[5];
        while (stream.Read(buffer) is var count and > 0) read.AddRange(buffer[..count]);
        isInvalid = stream.IsInvalid;
        return [.. read];
    }
}
