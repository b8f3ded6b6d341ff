using System.Text.Json;
using Alerts.Core.Alerting;

namespace Alerts.Core.Tests.Alerting;

public sealed class EventIdTests
{
    [Fact]
    public void An_id_comes_back_from_where_it_was_written()
    {
        var id = new EventId("evt_0123456789abcdef01234567");

        Assert.Equal(id, JsonSerializer.Deserialize<EventId>(JsonSerializer.Serialize(id)));
    }
}
