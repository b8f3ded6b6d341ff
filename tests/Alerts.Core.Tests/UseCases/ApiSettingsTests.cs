using System.Net;
using Alerts.Core.UseCases;

namespace Alerts.Core.Tests.UseCases;

public sealed class ApiSettingsTests
{
    [Theory]
    [InlineData("127.0.0.1:8480", "127.0.0.1", 8480)]
    [InlineData("localhost:80", "127.0.0.1", 80)]
    [InlineData("[::1]:8480", "::1", 8480)]
    [InlineData("0.0.0.0:65535", "0.0.0.0", 65535)]
    public void An_address_and_a_port_are_read(string text, string address, int port) => Assert.Equal((IPAddress.Parse(address), port), ApiSettings.ReadListen(text));

    [Theory]
    [InlineData("")]
    [InlineData("8480")]
    [InlineData(":8480")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:")]
    [InlineData("127.0.0.1:0")]
    [InlineData("127.0.0.1:65536")]
    [InlineData("127.0.0.1:+80")]
    [InlineData("127.1:80")]
    [InlineData("::1:80")]
    [InlineData("[127.0.0.1]:80")]
    [InlineData("alerts.example.com:80")]
    [InlineData("http://127.0.0.1:80")]
    public void Anything_else_is_nothing_to_listen_on(string text) => Assert.Null(ApiSettings.ReadListen(text));

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("[::1]", true)]
    [InlineData("desk.example.com", true)]
    [InlineData("DESK.example.com", true)]
    [InlineData("example.com", false)]
    [InlineData("", false)]
    public void On_the_loopback_it_answers_to_its_names_and_to_those_that_are_written(string host, bool answers) =>
        Assert.Equal(answers, new ApiSettings(IPAddress.Loopback, 80, ["desk.example.com"]).Answers(host));

    [Fact]
    public void Where_others_reach_it_it_answers_to_what_is_written_alone()
    {
        var open = new ApiSettings(IPAddress.Any, 80, ["desk.example.com"]);

        Assert.True(open.Answers("desk.example.com"));
        Assert.False(open.Answers("localhost"));
        Assert.False(open.Answers("127.0.0.1"));
    }
}
