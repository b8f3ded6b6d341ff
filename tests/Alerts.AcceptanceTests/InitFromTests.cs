using System.Text;

namespace Alerts.AcceptanceTests;

/// <summary><c>alerts init --from FILE</c>, as a buyer's colleague calls it.</summary>
public sealed class InitFromTests : IDisposable
{
    private const string Prices = "Datum;Terbium oxide (EUR/kg)\r\n23.09.2024;5.370,00\r\n24.09.2024;5.373,00\r\n24.03.2025;6.550,00\r\n";

    private readonly AlertsCommand _alerts = new();

    public void Dispose() => _alerts.Dispose();

    [Fact]
    public void A_file_that_tells_everything_runs_at_once_and_raises_its_first_alert()
    {
        _alerts.Write("downloads/prices.csv", Prices);

        var init = _alerts.Run("init", "--from", "downloads/prices.csv", "desk");
        var check = _alerts.Run("check", "desk");
        var run = _alerts.Run("run", "desk", "--once", "--json");

        Assert.Equal((0, 0, 0), (init.ExitCode, check.ExitCode, run.ExitCode));
        Assert.Contains("alerts run desk --once", init.Output, StringComparison.Ordinal);
        var read = run.OfType("file.read").Single();
        Assert.Equal(("accepted", 3), (read.GetProperty("outcome").GetString(), read.GetProperty("accepted").GetInt32()));
        Assert.Equal("Terbium oxide up 21.9 % in 6 months", run.OfType("alert.firing").Single().GetProperty("title").GetString());
        Assert.Equal(Prices, File.ReadAllText(_alerts.In("downloads/prices.csv")));
        Assert.Equal(Prices, File.ReadAllText(_alerts.In("desk/inbox/prices.csv")));
    }

    [Fact]
    public void What_the_file_does_not_tell_is_named_line_by_line_and_runs_once_it_is_filled_in()
    {
        _alerts.Write("wti.csv", "observation_date,DCOILWTICO\n2025-03-20,68.07\n2025-03-21,.\n2025-03-24,69.11\n");

        var init = _alerts.Run("init", "--from", "wti.csv", "desk");
        var check = _alerts.Run("check", "desk");
        var (dataset, unit) = (_alerts.In("desk/datasets/wti.yaml"), "desk/datasets/wti.yaml:10: unit: ");
        File.WriteAllText(dataset, File.ReadAllText(dataset).Replace("unit: \"?\"", "unit: USD/bbl", StringComparison.Ordinal));
        var run = _alerts.Run("run", "desk", "--once", "--json");

        Assert.Contains(unit, init.Output, StringComparison.Ordinal);
        Assert.Equal(2, check.ExitCode);
        Assert.Contains("datasets/wti.yaml:10:", check.Output, StringComparison.Ordinal);
        Assert.Equal("accepted", run.OfType("file.read").Single().GetProperty("outcome").GetString());
    }

    [Fact]
    public void The_unit_may_be_given_with_the_call()
    {
        _alerts.Write("wti.csv", "date,WTI\n2025-03-20,68.07\n2025-03-21,68.28\n");

        Assert.Equal(0, _alerts.Run("init", "--from", "wti.csv", "--unit", "USD/bbl", "desk").ExitCode);
        Assert.Equal(0, _alerts.Run("run", "desk", "--once").ExitCode);
        Assert.Equal(2, _alerts.Run("init", "--from", "wti.csv", "--unit", "USD/gallon", "other").ExitCode);
    }

    [Fact]
    public void With_json_each_remark_is_a_document()
    {
        _alerts.Write("stock.csv", "date,stock (t)\n03/04/2025,1\n04/04/2025,2\n");

        var init = _alerts.Run("init", "--from", "stock.csv", "desk", "--json");

        Assert.Equal([.. Enumerable.Repeat("file.written", 10), "file.recognised", "fill-in", "unsure", "unsure"], init.Documents.Select(document => document.GetProperty("type").GetString()));
        Assert.Equal(["frequency", "date-format"], init.OfType("unsure").Select(document => document.GetProperty("key").GetString()));
    }

    [Theory]
    [InlineData("html_login_page.xlsx", "web page")]
    [InlineData("xlsx_zip_bomb.xlsx", "larger than 64 MB")]
    [InlineData("header_only.csv", "no row below it")]
    [InlineData("empty.csv", "is empty")]
    [InlineData("not-there.csv", "no such file")]
    public void A_file_of_which_nothing_can_be_made_leaves_nothing_behind(string file, string why)
    {
        var init = _alerts.Run("init", "--from", AlertsCommand.Data($"bad/{file}"), "desk");

        Assert.Equal((2, ""), (init.ExitCode, init.Output));
        Assert.Contains(why, init.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_alerts.In("desk")));
    }

    [Fact]
    public void What_is_there_already_is_left_as_it_is_and_nothing_is_added()
    {
        _alerts.Write("prices.csv", Prices);
        _alerts.Write("desk/datasets/prices.yaml", "mine");

        var init = _alerts.Run("init", "--from", "prices.csv", "desk");

        Assert.Equal(2, init.ExitCode);
        Assert.Equal(["desk/datasets/prices.yaml"], Directory.GetFiles(_alerts.In("desk"), "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(_alerts.Folder, path)));
        Assert.Equal("mine", File.ReadAllText(_alerts.In("desk/datasets/prices.yaml")));
    }

    [Fact]
    public void A_file_in_the_inbox_of_the_current_folder_stays_where_it_is()
    {
        _alerts.Write("inbox/prices.csv", Prices);

        Assert.Equal(0, _alerts.Run("init", "--from", "inbox/prices.csv").ExitCode);
        Assert.Equal(0, _alerts.Run("run", "--once").ExitCode);
    }

    [Fact]
    public void A_disk_that_may_not_be_written_leaves_nothing_behind()
    {
        _alerts.Write("prices.csv", Prices);
        _alerts.Write("desk/inbox", "a file where the inbox should be");

        var init = _alerts.Run("init", "--from", "prices.csv", "desk");

        Assert.NotEqual(0, init.ExitCode);
        Assert.Equal([_alerts.In("desk/inbox")], Directory.GetFileSystemEntries(_alerts.In("desk")));
    }

    [Fact]
    public void A_Chinese_export_of_a_spreadsheet_is_read_in_its_own_encoding()
    {
        var text = "日期,品名,均价,单位\r\n2025/3/20,氧化铽,6500,元/公斤\r\n2025/3/21,氧化铽,6550,元/公斤\r\n";
        File.WriteAllBytes(_alerts.In("价格.csv"), CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!.GetBytes(text));

        Assert.Equal(0, _alerts.Run("init", "--from", "价格.csv", "desk").ExitCode);
        Assert.Equal(2, _alerts.Run("run", "desk", "--once", "--json").OfType("file.read").Single().GetProperty("accepted").GetInt32());
    }
}
