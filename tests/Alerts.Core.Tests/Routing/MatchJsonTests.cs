using System.Text.Json;
using Alerts.Core.Routing;

namespace Alerts.Core.Tests.Routing;

public sealed class MatchJsonTests
{
    private static readonly SortedList<string, IReadOnlyList<string>> Keys = new() { ["series"] = [], ["rule"] = ["terbium-*"], ["商品"] = ["氧化铽", "a+b's \"<é>\""] };

    [Fact] // as it was before it was written by hand
    public void A_store_holds_a_match_as_plain_JSON() => Assert.Equal(JsonSerializer.Serialize(Keys), MatchJson.Write(new(Keys)));

    [Fact]
    public void What_was_written_is_read_in_order_of_its_keys()
    {
        var read = MatchJson.Read("""{"series":["b","a"],"rule":["x"]}""");

        Assert.Equal("rule is x and series is b or a", read.ToString());
        Assert.Equal("""{"rule":["x"],"series":["b","a"]}""", MatchJson.Write(read));
    }
}
