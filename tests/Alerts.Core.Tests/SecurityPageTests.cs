using System.Text.RegularExpressions;
using Alerts.Contracts;

namespace Alerts.Core.Tests;

/// <summary>Each line of the threat model names a test that is there.</summary>
public sealed partial class SecurityPageTests
{
    [GeneratedRegex(@"^\| (?<threat>.+?) \| (?<done>.+) \| (?<test>.*?) \|$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Rows();

    [GeneratedRegex("^`(?<class>[A-Za-z]+)\\.(?<method>[A-Za-z0-9_]+)`$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TestName();

    [Fact]
    public void Every_threat_of_the_page_has_a_test_that_exists()
    {
        var page = File.ReadAllText(Path.Combine(Approved.Repository(), "docs", "security.md"));
        var rows = Rows().Matches(page).Where(row => row.Groups["threat"].Value is not ("threat" or "---")).ToList();

        Assert.NotInRange(rows.Count, 0, 20);
        Assert.DoesNotContain(rows.Select(row => row.Groups["test"].Value), test => !IsThere(test));
    }

    [Theory]
    [InlineData("`SecurityPageTests.Every_threat_of_the_page_has_a_test_that_exists`", true)]
    [InlineData("`SecurityPageTests.A_test_that_nobody_wrote`", false)]
    [InlineData("`NoSuchTests.At_all`", false)]
    [InlineData("by review", false)]
    public void A_test_that_is_not_there_is_seen(string name, bool isThere) => Assert.Equal(isThere, IsThere(name));

    private static bool IsThere(string name)
    {
        if (TestName().Match(name) is not { Success: true } test) return false;
        var file = Directory.EnumerateFiles(Path.Combine(Approved.Repository(), "tests"), $"{test.Groups["class"].Value}.cs", SearchOption.AllDirectories).FirstOrDefault(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
        return file is not null && Regex.IsMatch(File.ReadAllText(file), $@"public (async Task|void) {test.Groups["method"].Value}\(", RegexOptions.None, TimeSpan.FromSeconds(1));
    }
}
