using System.Text;
using Alerts.Adapters.Formats;
using FsCheck;
using FsCheck.Fluent;

namespace Alerts.Adapters.Tests.Formats;

/// <summary>A stream that decodes piece by piece says what the library says of the whole.</summary>
public sealed class Gb18030StreamTests
{
    private static readonly Encoding Strict = CodePagesEncodingProvider.Instance.GetEncoding("gb18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;
    private static readonly byte[] Awkward = [0x00, 0x0A, 0x22, 0x2C, 0x30, 0x39, 0x40, 0x41, 0x7F, 0x80, 0x81, 0x84, 0x90, 0xA2, 0xA3, 0xE3, 0xFE, 0xFF];

    [Fact]
    public void Any_text_comes_out_as_utf8() =>
        Prop.ForAll(ArbMap.Default.GeneratorFor<string>().Where(text => text is not null).Zip(Gen.Elements("缅甸", "氧化稀土", "€", "ß", "🜚", "㐀", "")).Select(pair => pair.Item1 + pair.Item2 + pair.Item1).ToArbitrary(), text =>
        {
            var known = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)); // halves of letters replaced
            return Read(Strict.GetBytes(known), out var isInvalid).AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(known)) && !isInvalid;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_bytes_are_refused_or_read_as_the_library_does() =>
        Prop.ForAll(Gen.OneOf(Gen.Elements(Awkward), Gen.Choose(0, 255).Select(one => (byte)one)).ArrayOf().ToArbitrary(), bytes =>
        {
            var read = Read(bytes, out var isInvalid);
            var expected = Whole(bytes);
            return expected is null ? isInvalid : !isInvalid && read.AsSpan().SequenceEqual(expected);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_letter_of_two_bytes_is_read_as_the_library_does()
    {
        for (var first = 0x80; first <= 0xFF; first++)
        {
            for (var second = 0; second <= 0xFF; second++)
            {
                // Twice, for the second time it is remembered.
                byte[] bytes = [(byte)first, (byte)second, (byte)first, (byte)second];
                var read = Read(bytes, out var isInvalid);
                Assert.Equal(Whole(bytes), isInvalid ? null : read);
            }
        }
    }

    private static byte[]? Whole(byte[] bytes)
    {
        try
        {
            return Encoding.UTF8.GetBytes(Strict.GetString(bytes));
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static byte[] Read(byte[] bytes, out bool isInvalid)
    {
        using var stream = new Gb18030Stream(bytes);
        var read = new List<byte>();
        var buffer = new byte[7];
        while (stream.Read(buffer) is var count and > 0) read.AddRange(buffer[..count]);
        isInvalid = stream.IsInvalid;
        return [.. read];
    }
}
