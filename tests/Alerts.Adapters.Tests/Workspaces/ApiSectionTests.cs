using System.Net;

namespace Alerts.Adapters.Tests.Workspaces;

/// <summary><c>api</c> in <c>alerts.yaml</c>.</summary>
public sealed class ApiSectionTests
{
    [Fact]
    public void Without_it_there_is_no_api()
    {
        using var folder = new Folder();

        Assert.Null(folder.Load().Workspace!.Api);
    }

    [Fact]
    public void Accepts_a_loopback_address()
    {
        var loaded = Loaded("{ listen: \"127.0.0.1:8480\" }");

        Assert.Empty(loaded.Mistakes);
        Assert.Equal((IPAddress.Loopback, 8480), (loaded.Workspace!.Api!.Address, loaded.Workspace.Api.Port));
    }

    [Fact]
    public void Rejects_an_address_that_others_reach_where_no_host_is_written()
    {
        var mistake = Assert.Single(Loaded("{ listen: \"0.0.0.0:8480\" }").Mistakes);

        Assert.Equal((true, "missing-key"), (mistake.IsError, mistake.Code));
    }

    [Fact]
    public void Warns_that_an_address_that_others_reach_is_not_encrypted()
    {
        var loaded = Loaded("{ listen: \"0.0.0.0:8480\", hosts: [alerts.example.com] }");

        Assert.Equal((false, "api-in-the-clear"), Assert.Single(loaded.Mistakes) is var warning ? (warning.IsError, warning.Code) : default);
        Assert.Equal(["alerts.example.com"], loaded.Workspace!.Api!.Hosts);
    }

    [Theory]
    [InlineData("https://alerts.example.com")]
    [InlineData("alerts.example.com:8480")]
    [InlineData("a b")]
    public void Rejects_a_host_with_more_than_its_name(string host) =>
        Assert.Equal("wrong-value", Assert.Single(Loaded($"{{ listen: \"127.0.0.1:8480\", hosts: [\"{host}\"] }}").Mistakes).Code);

    private static Alerts.Adapters.Workspaces.LoadedWorkspace Loaded(string api)
    {
        using var folder = new Folder();
        var main = Path.Combine(folder.Path, "alerts.yaml");
        File.AppendAllText(main, $"\napi: {api}\n");
        return folder.Load();
    }
}
