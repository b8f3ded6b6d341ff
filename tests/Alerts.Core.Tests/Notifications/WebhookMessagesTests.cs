using System.Text;
using System.Text.Json;
using Alerts.Contracts;
using Alerts.Core.Alerting;
using Alerts.Core.Notifications;
using Alerts.Core.Rules;

namespace Alerts.Core.Tests.Notifications;

public sealed class WebhookMessagesTests
{
    private static readonly AlertEvent Told = Some.Event(new(1, Some.Midnight("2025-03-24"), "smm-prices", "2025-03-24-smm.csv", Some.Sha(1)));

    private static JsonElement Body(AlertEvent told)
    {
        var text = WebhookMessages.Of(told, []).Text;
        Assert.InRange(Encoding.UTF8.GetByteCount(text), 1, WebhookMessages.Largest);
        return JsonDocument.Parse(text).RootElement;
    }

    private static IEnumerable<string?> Names(JsonElement body) => body.GetProperty("data").GetProperty("explanation").EnumerateArray().Select(line => line.GetProperty("name").GetString());

    private static AlertEvent With(int many, string name) => Told with { Explanation = [.. Enumerable.Repeat(Told.Explanation[0] with { Name = name }, many), .. Told.Explanation] };

    [Fact]
    public void An_event_of_the_usual_size_is_whole()
    {
        var body = Body(With(24, ExplanationLine.PartOf("current")));

        Assert.Equal(27, Names(body).Count());
        Assert.False(body.TryGetProperty("shortened", out _));
    }

    [Fact]
    public void Above_256_KB_the_parts_of_totals_are_left_out_and_the_body_says_so()
    {
        var body = Body(With(2000, ExplanationLine.PartOf("current")));

        Assert.Equal(["current", "base", "change"], Names(body));
        Assert.True(body.GetProperty("shortened").GetBoolean());
        Assert.Equal(Told.Id.Text, body.GetProperty("data").GetProperty("id").GetString());
    }

    [Fact]
    public void Where_that_is_not_enough_the_explanation_is_left_out()
    {
        var body = Body(With(2000, "current"));

        Assert.Empty(Names(body));
        Assert.True(body.GetProperty("shortened").GetBoolean());
    }
}
