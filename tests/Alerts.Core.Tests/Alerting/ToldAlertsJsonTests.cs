using Alerts.Core.Alerting;

namespace Alerts.Core.Tests.Alerting;

public sealed class ToldAlertsJsonTests
{
    private const string Events = """[{"Id":"evt_1","Type":"Firing","Period":"2025-03-24","Value":21.90,"Printed":21.9,"Unit":"%","Level":0},{"Id":"evt_2","Type":"Escalated","Period":"2025-03-25","Value":null,"Printed":null,"Unit":null,"Level":2}]""";

    [Theory]
    [InlineData($$"""[{"Id":"evt_1","Fired":"2025-03-24T00:00:00\u002B08:00","Ended":null,"Level":2,"Events":{{Events}},"Told":5}]""")]
    [InlineData($$"""[{"Id":"evt_1","Fired":"2025-03-24T00:00:00\u002B08:00","Ended":"2025-03-28","Level":2,"Events":{{Events}},"Told":2},{"Id":"evt_3","Fired":"2025-04-01T08:30:00.5\u002B00:00","Ended":null,"Level":0,"Events":[],"Told":1}]""")]
    [InlineData("[]")]
    public void What_was_told_is_written_as_it_was_read(string json) => Assert.Equal(json, ToldAlertsJson.Write(ToldAlertsJson.Read(json)));

    [Fact]
    public void An_older_store_told_as_many_as_stand_of_no_unit()
    {
        var told = Assert.Single(ToldAlertsJson.Read("""[{"Id":"evt_1","Fired":"2025-03-24T00:00:00Z","Ended":null,"Level":0,"Events":[{"Id":"evt_1","Type":"Firing","Period":"2025-03-24","Value":5,"Printed":5,"Level":0}]}]"""));

        Assert.Equal((1, TimeSpan.Zero, null), (told.Told, told.Fired.Offset, told.Events[0].Unit));
    }
}
