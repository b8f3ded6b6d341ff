using Alerts.Contracts;
using Alerts.Core.Delivery;
using Alerts.Core.UseCases;
using FsCheck;
using FsCheck.Fluent;

namespace Alerts.Core.Tests.UseCases;

public sealed class LedgerCsvTests
{
    [Theory]
    [InlineData("plain", "\"plain\"")]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("+1", "\"'+1\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("\t=1", "\"' =1\"")]
    [InlineData("\r\n=1", "\"'  =1\"")]
    [InlineData("\tplain", "\"' plain\"")]
    [InlineData("  =1", "\"'  =1\"")]
    [InlineData("＝1", "\"'＝1\"")]
    [InlineData("say \"=1\", then", "\"say \"\"=1\"\", then\"")]
    [InlineData("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"")]
    [InlineData("two\nlines", "\"two lines\"")]
    [InlineData("氧化铽", "\"氧化铽\"")]
    [InlineData("", "\"\"")]
    public void A_cell_is_never_taken_for_a_formula(string text, string cell) => Assert.Equal(cell, LedgerCsv.Cell(text));

    [Fact]
    public void Whatever_a_cell_holds_it_stays_one_cell_on_one_line_and_begins_no_formula() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(
        Gen.ListOf(Gen.Elements("=+-@\t\r\n\"',; a氧".ToCharArray())).Select(letters => string.Concat(letters)).ToArbitrary(), text =>
        {
            var cell = LedgerCsv.Cell(text);
            var inside = cell[1..^1];
            return cell[0] == '"' && cell[^1] == '"' && !inside.Replace("\"\"", "", StringComparison.Ordinal).Contains('"', StringComparison.Ordinal) && !inside.Any(char.IsControl)
                && (inside.TrimStart() is not [var first, ..] || first is not ('=' or '+' or '-' or '@'));
        }));

    [Fact]
    public async Task Each_attempt_is_a_row()
    {
        var desk = new Desk();
        var notification = Some.Notification(Some.Told()) with { Message = new("=cmd|' /C calc'!A0", "text", "") };
        await desk.Store.Add([notification, Some.Notification(Some.Told(2), "other@example.com")], desk.Clock.GetUtcNow(), default);
        desk.Channel.WillAnswer(new(Alerts.Core.Delivery.Outcome.Retry, "-1 disk full", TimeSpan.FromMinutes(1)));
        await desk.Deliver.Run(notification.Id, default);
        desk.Clock.Pass(TimeSpan.FromMinutes(1));
        await desk.Deliver.Run(notification.Id, default);

        var csv = LedgerCsv.Of(await desk.Store.Ledger(default), desk.Workspace.Local);

        Assert.Equal('\uFEFF', csv[0]);
        Approved.Matches(csv[1..], "ledger.csv");
    }
}
