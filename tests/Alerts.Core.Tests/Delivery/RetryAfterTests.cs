using Alerts.Core.Delivery;

namespace Alerts.Core.Tests.Delivery;

public sealed class RetryAfterTests
{
    private static readonly DateTimeOffset Now = new(2015, 10, 21, 7, 27, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("120", 120)]
    [InlineData("0", null)]
    [InlineData(" 120 ", 120)]
    [InlineData("120.5", 121)]
    [InlineData("-1", null)]
    [InlineData("2147483648", 86400)]
    [InlineData("99999999999", 86400)]
    [InlineData("9999999999999999999999999999999999999999", 86400)]
    [InlineData("Wed, 21 Oct 2015 07:28:00 GMT", 60)]
    [InlineData("Wednesday, 21-Oct-15 07:28:00 GMT", 60)]
    [InlineData("Wed Oct 21 07:28:00 2015", 60)]
    [InlineData("Wed, 21 Oct 2015 07:28:00 +0000", 60)]
    [InlineData("Wed, 21 Oct 2015 07:00:00 GMT", null)]
    [InlineData("Fri, 21 Oct 2016 07:28:00 GMT", 86400)]
    [InlineData("2015-10-21T07:28:00Z", null)]
    [InlineData("soon", null)]
    [InlineData("", null)]
    [InlineData("120, 60", null)]
    [InlineData("1.2.3", null)]
    [InlineData("１２０", null)]
    [InlineData(null, null)]
    public void A_receiver_that_asks_to_wait_is_heard(string? header, int? seconds) =>
        Assert.Equal(seconds is { } wait ? TimeSpan.FromSeconds(wait) : null, RetryAfter.Read(header, Now));
}
