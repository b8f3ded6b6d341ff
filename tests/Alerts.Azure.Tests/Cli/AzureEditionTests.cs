using Alerts.Adapters.Sqlite;
using Alerts.Azure.Tests.Storage;
using Alerts.Cli.Azure;
using Alerts.Contracts;
using Alerts.Core.UseCases;

namespace Alerts.Azure.Tests.Cli;

/// <summary>The command with its workspace in a storage account.</summary>
[Collection(Azurite.Collection)]
public sealed class AzureEditionTests(Azurite azurite)
{
    private static readonly FakeClock Clock = new(Some.Morning);
    private static readonly Workspace Desk = Storage.Desk.WorkspaceOf(1);

    [SkippableFact]
    public async Task A_workspace_is_kept_under_its_name_in_the_account_that_the_environment_tells()
    {
        var (edition, desk) = (EditionWith(azurite.Connection()), Desk with { Store = $"azure:{azurite.NewPrefix()}" });
        using (var stores = edition.Open(desk, Clock)) await stores.Observations.Append(Some.File(), [Some.Value()], default);

        using var again = edition.OpenToRead(desk, Clock);
        using var other = edition.OpenToRead(desk with { Store = $"azure:{azurite.NewPrefix()}" }, Clock);

        Assert.Single(await again!.Observations.Publications(default));
        Assert.Empty(await other!.Observations.Publications(default));
    }

    [Fact]
    public void A_workspace_in_a_file_is_kept_in_the_file()
    {
        var folder = Directory.CreateTempSubdirectory("alerts-azure-");
        var desk = Desk with { Folder = folder.FullName, Store = "sqlite:alerts.db" };
        try
        {
            Assert.Null(EditionWith(null).OpenToRead(desk, Clock));
            EditionWith(null).Open(desk, Clock).Dispose();

            Assert.True(File.Exists(Path.Combine(folder.FullName, "alerts.db")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("my account")]
    [InlineData("https://example.com/")]
    public void Without_an_account_the_command_says_where_to_name_one(string? account) =>
        Assert.Contains("ALERTS_STORAGE", Assert.Throws<StoreException>(() => EditionWith(account).Open(Desk with { Store = "azure:desk" }, Clock)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task An_account_that_cannot_be_reached_may_be_there_later()
    {
        using var stores = EditionWith("AccountName=a;AccountKey=aaaa;TableEndpoint=http://127.0.0.1:1/a;BlobEndpoint=http://127.0.0.1:1/a;QueueEndpoint=http://127.0.0.1:1/a").Open(Desk with { Store = "azure:desk" }, Clock);

        var trouble = await Assert.ThrowsAsync<StoreException>(() => stores.Observations.Publications(default));

        Assert.True(trouble.MayPass);
        Assert.StartsWith("the storage account 127.0.0.1 cannot be reached: ", trouble.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task An_account_that_refuses_the_key_will_refuse_it_later_too()
    {
        using var stores = EditionWith(azurite.Connection().Replace("AccountKey=Eby8", "AccountKey=Aby8", StringComparison.Ordinal)).Open(Desk with { Store = "azure:desk" }, Clock);

        var trouble = await Assert.ThrowsAsync<StoreException>(() => stores.Observations.Publications(default));

        Assert.False(trouble.MayPass);
        Assert.StartsWith("the storage account 127.0.0.1 refuses us (403", trouble.Message, StringComparison.Ordinal);
    }

    private static AzureEdition EditionWith(string? account) => new(name => name == "ALERTS_STORAGE" ? account : null);
}
