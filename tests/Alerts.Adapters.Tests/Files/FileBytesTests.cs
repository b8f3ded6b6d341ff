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

    [Fact]
    public async Task They_can_be_written_elsewhere()
    {
        var written = Written(20_000_000);
        var other = new MemoryStream();

        using (var bytes = await FileBytes.Of(_file, CancellationToken.None)) await other.WriteAsync(bytes.Memory);

        Assert.Equal(written, other.ToArray());
    }

    public void Dispose() => File.Delete(_file);

    private byte[] Written(int length)
    {
        var bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        File.WriteAllBytes(_file, bytes);
        return bytes;
    }
}
