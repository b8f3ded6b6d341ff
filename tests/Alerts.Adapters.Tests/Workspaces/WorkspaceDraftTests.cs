using System.Text;
using Alerts.Adapters.Formats;
using Alerts.Adapters.Tests.Formats;
using Alerts.Adapters.Workspaces;
using Alerts.Contracts;
using Alerts.Core.Observations;
using static Alerts.Adapters.Tests.Formats.SomeWorkbook;

namespace Alerts.Adapters.Tests.Workspaces;

public sealed class WorkspaceDraftTests
{
    private static WorkspaceDraft Of(string file, byte[] bytes, Unit? unit = null) => WorkspaceDraft.Of(file, FileRecognition.Of(file, bytes, new(2025, 7, 1)), unit);

    private static byte[] Western(string text) => CodePagesEncodingProvider.Instance.GetEncoding("windows-1252")!.GetBytes(text);

    private static byte[] Chinese(string text) => CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!.GetBytes(text);

    private static IEnumerable<string> Mistakes(WorkspaceDraft draft)
    {
        using var folder = new Folder();
        File.Delete(Path.Combine(folder.Path, "datasets", "prices.yaml"));
        foreach (var (path, text) in draft.Files) folder.Write(path, text);
        return [.. folder.Load().Mistakes.Select(mistake => $"{mistake.File}:{mistake.Line} {mistake.Code}")];
    }

    public static TheoryData<string, string, byte[]> Files => new()
    {
        { "european.yaml", "Preise März 2025.csv", Western("Datum;Terbiumoxid (€/kg);Menge (t)\r\n20.03.2025;1.234,50;7\r\n21.03.2025;1.250,00;n/a\r\n24.03.2025;1.240,5;8\r\n") },
        { "chinese.yaml", "价格.csv", Chinese("日期,品名,均价,单位\r\n2025年3月20日,氧化铽,6500,元/公斤\r\n2025年3月20日,氧化镝,166.5,万元/吨\r\n2025年3月21日,氧化铽,6550,元/公斤\r\n") },
        { "unit-above.yaml", "铽.csv", Chinese("单位：万元/吨,\r\n日期,氧化铽\r\n2025/3/20,650\r\n2025/3/21,655\r\n") },
        { "ambiguous.yaml", "stock.csv", Encoding.UTF8.GetBytes("date,stock\n03/04/2025,\"1,234\"\n04/04/2025,\"1,300\"\n") },
        { "workbook.yaml", "2025-03-24 prices.xlsx", With("Prices", [Text("Our prices")], [Text("Date"), Text("Nickel"), Text("Cobalt")], [Blank(), Text("USD/t"), Text("USD/lb")], [Date(45740), Number("15000.5"), Number("10.5")], [Date(45741), Number("15100"), Text("..")]) },
        { "customs.yaml", "2025-07-20-gacc.csv", DataFile.Bytes("golden/gacc_myanmar_re_imports_v2_asof-2025-07-20.csv") },
        { "customs-without-months.yaml", "gacc_2025-01_2025-02.csv", DataFile.Bytes("golden/gacc_2025-01_2025-02_combined.csv") },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void The_dataset_says_what_the_file_is_and_what_is_left_to_a_person(string approved, string file, byte[] bytes) =>
        Approved.Matches(string.Concat(Of(file, bytes).Files.Select(written => written.Text)), approved);

    [Theory]
    [MemberData(nameof(Files))]
    public void Checking_it_finds_nothing_but_what_is_marked_to_be_filled_in(string approved, string file, byte[] bytes)
    {
        var draft = Of(file, bytes);
        var marked = draft.Remarks.Where(remark => remark.IsToFillIn && remark.Key != "basis").Select(remark => remark.Line).ToHashSet();

        var unmarked = Mistakes(draft).Where(mistake => !mistake.EndsWith("no-basis", StringComparison.Ordinal) && !marked.Contains(int.Parse(mistake.Split(':', ' ')[1])));

        Assert.True(!unmarked.Any(mistake => !mistake.StartsWith("rules/", StringComparison.Ordinal)), $"{approved}: {string.Join('\n', unmarked)}");
    }

    [Fact]
    public void A_unit_that_nobody_told_is_an_error_until_it_is_filled_in()
    {
        var file = Encoding.UTF8.GetBytes("date,WTI\n2025-03-20,68.07\n2025-03-21,68.28\n");

        Assert.Contains("datasets/wti.yaml:12 not-filled-in", Mistakes(Of("wti.csv", file)));
        Assert.Equal(["datasets/wti.yaml:5 not-filled-in", "datasets/wti.yaml:12 no-basis"], Mistakes(Of("wti.csv", file, Unit.Parse("USD/bbl"))));
    }

    [Fact]
    public void Names_that_YAML_or_the_environment_would_read_otherwise_are_kept()
    {
        var draft = Of("x.csv", Encoding.UTF8.GetBytes("date,\"a: \"\"b\"\" # {c} (t)\",\"\\x ${HOME} (t)\"\n2025-03-20,1,2\n2025-03-21,1,2\n"));
        using var folder = new Folder();
        foreach (var (path, text) in draft.Files) folder.Write(path, text);

        var dataset = Assert.Single(folder.Load().Workspace!.Datasets, dataset => dataset.Id == "x");

        Assert.Equal(["a: \"b\" # {c} (t)", "\\x ${HOME} (t)"], dataset.Series.Select(series => series.Key));
        Assert.Equal(["a: \"b\" # {c}", "\\x $ {HOME}"], dataset.Series.Select(series => series.Definition.Title));
    }
}
