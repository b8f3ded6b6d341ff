using Alerts.Adapters.Sqlite;
using Alerts.Azure.Files;
using Alerts.Azure.Storage;
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

    [SkippableFact]
    public async Task The_doctor_says_whether_the_app_works_on_the_store()
    {
        var folder = Directory.CreateTempSubdirectory("alerts-azure-");
        try
        {
            var (edition, prefix) = (EditionWith(azurite.Connection()), azurite.NewPrefix());
            var desk = Desk with { Store = $"azure:{prefix}", Folder = folder.FullName };
            var state = new AppState(AzureStorage.Connect(azurite.Connection(), prefix), Clock);

            Assert.Equal([$"Ok store: azure:{prefix}: the storage account can be reached, 0 files read", "Ok folder: the store's folder can be written", "Warn process: neither an app nor a process works on this store"], await Looked(edition, desk));
            await SweepMark.Write(state, Clock.GetUtcNow().AddMinutes(-2), default);
            Assert.StartsWith("Ok process: the app's last sweep was at ", (await Looked(edition, desk))[^1], StringComparison.Ordinal);
            await SweepMark.Write(state, Clock.GetUtcNow().AddMinutes(-11), default);
            Assert.StartsWith("Fail process: the app's last sweep was at ", (await Looked(edition, desk))[^1], StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task The_doctor_says_that_the_account_cannot_be_reached()
    {
        var folder = Directory.CreateTempSubdirectory("alerts-azure-");
        try
        {
            var findings = await Looked(EditionWith(null), Desk with { Store = "azure:desk", Folder = folder.FullName });

            Assert.StartsWith("Fail store: the store azure:desk is in a storage account, and ALERTS_STORAGE does not say in which", findings[0], StringComparison.Ordinal);
            Assert.Equal("Warn process: whether the app runs cannot be told", findings[^1]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<IReadOnlyList<string>> Looked(AzureEdition edition, Workspace desk) => [.. (await edition.Look(desk, Clock, default)).Select(finding => $"{finding.Health} {finding.Check}: {finding.Says}")];

    private static AzureEdition EditionWith(string? account) => new(name => name == "ALERTS_STORAGE" ? account : null);
}
