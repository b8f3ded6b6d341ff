namespace Alerts.AcceptanceTests;

public sealed class InitTests
{
    private static AlertsCommand Made(out Answer init)
    {
        var alerts = new AlertsCommand();
        init = alerts.Run("init", "desk");
        return alerts;
    }

    [Fact]
    public void A_new_workspace_is_good_as_it_is_and_tells_of_its_first_file()
    {
        using var alerts = Made(out var init);
        alerts.Write("desk/inbox/2025-03-24-prices.csv", "date,code,price\n2025-02-24,EXAMPLE,100\n2025-03-24,EXAMPLE,111\n");

        var check = alerts.Run("check", "desk");
        var run = alerts.Run("run", "desk", "--once", "--json");

        Assert.Equal((0, 0, 0), (init.ExitCode, check.ExitCode, run.ExitCode));
        Assert.Equal("Example price up 11.0 % in 1 month", run.OfType("alert.firing").Single().GetProperty("title").GetString());
        Assert.Single(Directory.GetFiles(alerts.In("desk/outbox"), "*.eml"));
    }

    [Fact]
    public void What_is_there_already_is_left_as_it_is()
    {
        using var alerts = Made(out _);
        alerts.Write("desk/alerts.yaml", "name: Mine\n");

        var again = alerts.Run("init", "desk");

        Assert.Equal(2, again.ExitCode);
        Assert.Contains("desk/alerts.yaml", again.Error, StringComparison.Ordinal);
        Assert.Equal("name: Mine\n", File.ReadAllText(alerts.In("desk/alerts.yaml")));
    }
}
