using System.Text;
using Alerts.Azure.Storage;
using Azure;
using Azure.Data.Tables;

namespace Alerts.Azure.Tests.Storage;

[Collection(Azurite.Collection)]
public sealed class AzureStorageTests(Azurite azurite)
{
    [SkippableFact]
    public async Task Tables_containers_and_queues_are_there_when_they_are_first_asked_for()
    {
        var storage = azurite.Empty();

        await (await storage.Table("files", default)).AddEntityAsync(new TableEntity("p", "r"));
        await (await storage.Container("raw", default)).GetBlobClient("one").UploadAsync(new BinaryData("x"));
        var queue = await storage.Queue("work", default);
        await queue.SendMessageAsync("<&>");

        Assert.Equal("<&>", (await queue.PeekMessageAsync()).Value.Body.ToString());
    }

    [SkippableFact]
    public async Task Two_workspaces_share_an_account_and_see_nothing_of_each_other()
    {
        var (one, other) = (azurite.Empty(), azurite.Empty());

        await (await one.Table("files", default)).AddEntityAsync(new TableEntity("p", "r"));

        Assert.Null(await (await other.Table("files", default)).Find("p", "r", default));
    }

    [Theory]
    [InlineData("Upper")]
    [InlineData("1st")]
    [InlineData("with-hyphen")]
    [InlineData("abcdefghijklmnopqrstu")]
    public void A_prefix_that_no_table_or_container_could_begin_with_is_refused(string prefix) =>
        Assert.Contains(prefix, Assert.Throws<ArgumentException>(() => AzureStorage.Connect("UseDevelopmentStorage=true", prefix)).Message, StringComparison.Ordinal);

    public static TheoryData<string> Texts() => [.. AwkwardTexts.All];

    [SkippableTheory]
    [MemberData(nameof(Texts))]
    public async Task Any_text_makes_a_key(string text)
    {
        var table = await azurite.Empty().Table("keys", default);
        var key = RowKeys.Of(text);

        await table.SubmitTransactionAsync([new(TableTransactionActionType.Add, new TableEntity($"p:{key}", $"r:{key}:{key}") { ["Text"] = text })]);

        Assert.Equal(text, (await table.Find($"p:{key}", $"r:{key}:{key}", default))!.GetString("Text"));
        Assert.Single(await table.Beginning($"p:{key}", $"r:{key}:").ToListAsync());
        await table.SubmitTransactionAsync([new(TableTransactionActionType.UpdateReplace, new TableEntity($"p:{key}", $"r:{key}:{key}"), ETag.All)]);
        await table.SubmitTransactionAsync([new(TableTransactionActionType.UpsertReplace, new TableEntity($"p:{key}", $"r:{key}:{key}"))]);
        await table.SubmitTransactionAsync([new(TableTransactionActionType.Delete, new TableEntity($"p:{key}", $"r:{key}:{key}"), ETag.All)]);
        Assert.Empty(await table.Beginning($"p:{key}", $"r:{key}:").ToListAsync());
    }

    [Fact]
    public void Different_texts_make_different_keys()
    {
        var texts = AwkwardTexts.All.Append("~002f").Append("a").Append("A").Append(new string('x', 511)).ToList();

        Assert.Equal(texts.Count, texts.Select(RowKeys.Of).Distinct(StringComparer.Ordinal).Count());
    }

    [SkippableTheory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(31_999)]
    [InlineData(32_000)]
    [InlineData(32_001)]
    [InlineData(256_000)]
    [InlineData(256_001)]
    [InlineData(3_000_000)]
    public async Task A_text_of_any_length_is_kept_with_its_row(int length)
    {
        var storage = azurite.Empty();
        var (table, texts) = (await storage.Table("texts", default), new LongText(storage));
        var text = new StringBuilder(length).Append('a', length % 2).Insert(length % 2, "🜨", length / 2).ToString();
        var row = new TableEntity("p", "r");

        await texts.Set(row, "Text", text, default);
        await table.AddEntityAsync(row);

        Assert.Equal(text, await texts.Get((await table.Find("p", "r", default))!, "Text", default));
    }
}

/// <summary>Texts that keys and names must stand.</summary>
public static class AwkwardTexts
{
    public static IReadOnlyList<string> All { get; } =
    [
        "", " ", "a/b", "a\\b", "a#b", "a?b", "100%", "%2f", "a'b", "a\"b", "a:b", "a;b", "~", "a&b+c=d", "tab\there", "line\nbreak", "nul\0l", "\u007f\u0085\u009f", "氧化铽", "e\u0301", "é", "🜨🜨", "‮rtl", ".", "..", "a\u2028b",
        new('x', 512), new('/', 512), new('铽', 512), string.Concat(Enumerable.Repeat("🜨", 256)), new string('x', 511) + "y",
    ];
}
