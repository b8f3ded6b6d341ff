using System.Globalization;
using System.Security.Cryptography;
using Alerts.Adapters.Files;

namespace Alerts.Adapters.Tests.Files;

public sealed class FileBytesTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4 * 1024 * 1024)]
    [InlineData(30_000_001)]
    public async Task They_are_those_of_the_file(int length)
    {
        var written = Written(length);

        using var bytes = await FileBytes.Of(_file, CancellationToken.None);

        Assert.True(bytes.Memory.Span.SequenceEqual(written));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(written)), bytes.Sha256);
    }

    [Fact]
    public async Task They_stay_the_same_when_the_file_is_cut_off_overwritten_or_deleted_meanwhile()
    {
        var written = Written(20_000_000);

        using var bytes = await FileBytes.Of(_file, CancellationToken.None);
        await File.WriteAllTextAsync(_file, "another");
        File.Delete(_file);

        Assert.True(bytes.Memory.Span.SequenceEqual(written));
    }

    [Fact]
    public void What_was_handed_back_is_there_again_when_it_is_read_again()
    {
        var written = Written(20_000_000);
        using var lent = new LentMemory(File.OpenRead(_file));

        for (var times = 0; times < 3; times++)
        {
            Assert.True(lent.Memory.Span.SequenceEqual(written));
            lent.HandBack();
        }
    }

    [SkippableFact]
    public async Task Who_reads_from_front_to_back_holds_no_more_than_a_part_of_them()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "there is no /proc that tells what is held");
        Written(30_000_000);
        using var bytes = await FileBytes.Of(_file, CancellationToken.None);

        var (sum, most) = (0L, 0L);
        foreach (var part in FrontToBack.Parts(bytes.Memory))
        {
            foreach (var one in part.Span) sum += one;
            most = Math.Max(most, Held());
        }

        Assert.InRange(sum, 1, long.MaxValue);
        Assert.InRange(most, 1, 4 * FrontToBack.PartLength);
    }

    [Fact]
    public async Task They_can_be_written_elsewhere()
    {
        var written = Written(20_000_000);
        var other = new MemoryStream();

        using (var bytes = await FileBytes.Of(_file, CancellationToken.None)) await other.WriteAsync(bytes.Memory);

        Assert.Equal(written, other.ToArray());
    }

    public void Dispose() => File.Delete(_file);

    // Of the mapping of the copy, which is the only one of its length.
    private static long Held()
    {
        var lines = File.ReadLines("/proc/self/smaps").SkipWhile(line => !IsOfTheCopy(line)).Skip(1).ToList();
        var kilobytes = lines.First(line => line.StartsWith("Rss:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        return long.Parse(kilobytes, CultureInfo.InvariantCulture) * 1_024;
    }

    private static bool IsOfTheCopy(string line) =>
        line.Split(' ')[0].Split('-') is [var from, var to] && long.TryParse(from, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var start) && long.TryParse(to, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var end)
        && end - start is >= 30_000_000 and < 30_000_000 + 65_536 && line.Contains(Path.GetTempPath(), StringComparison.Ordinal);

    private byte[] Written(int length)
    {
        var bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        File.WriteAllBytes(_file, bytes);
        return bytes;
    }
}
