using System.Globalization;
using System.Text;
using Alerts.Core.Delivery;

namespace Alerts.Core.Tests.Delivery;

public sealed class SignedEventsTests
{
    public static TheoryData<string> Names => [.. SendGridVectors.Posts.Select(post => post.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_post_is_believed_exactly_when_its_vector_says_so(string name)
    {
        var post = SendGridVectors.Named(name);

        var fault = SignedEvents.Fault(post.PublicKey, post.Signature, post.Timestamp, post.Body, At(post.Timestamp));

        Assert.Equal(post.IsValid, fault is null);
    }

    [Fact]
    public void All_vectors_are_there() => Assert.Equal(21, SendGridVectors.Posts.Count);

    [Theory]
    [InlineData(-301, SignatureFault.OutsideWindow)]
    [InlineData(-300, null)]
    [InlineData(90_000, null)]
    [InlineData(90_001, SignatureFault.OutsideWindow)]
    public void A_post_is_taken_up_to_25_hours_later_and_five_minutes_early(int secondsLater, SignatureFault? fault)
    {
        var post = SendGridVectors.Named("published-valid");

        Assert.Equal(fault, SignedEvents.Fault(post.PublicKey, post.Signature, post.Timestamp, post.Body, At(post.Timestamp).AddSeconds(secondsLater)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_its_headers_a_post_is_not_believed(string? header)
    {
        var post = SendGridVectors.Named("published-valid");

        Assert.Equal(SignatureFault.HeaderMissing, SignedEvents.Fault(post.PublicKey, header, post.Timestamp, post.Body, At(post.Timestamp)));
        Assert.Equal(SignatureFault.HeaderMissing, SignedEvents.Fault(post.PublicKey, post.Signature, header, post.Body, At(post.Timestamp)));
    }

    [Theory]
    [InlineData("160011250")]
    [InlineData("16001125020")]
    [InlineData("+600112502")]
    [InlineData(" 600112502")]
    [InlineData("1600112５02")]
    [InlineData("1.60011e12")]
    public void A_timestamp_has_ten_ascii_digits(string timestamp)
    {
        var post = SendGridVectors.Named("published-valid");

        Assert.Equal(SignatureFault.TimestampForm, SignedEvents.Fault(post.PublicKey, post.Signature, timestamp, post.Body, At(post.Timestamp)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64 at all")]
    [InlineData("AAAA")]
    // A key on another curve (P-384), and one with a byte too many.
    [InlineData("MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEs+Xh9S0L0vZqkXk2pYp1YqIe0c1oRr0s7oWm0s5y5B2h8yPzqkq1xjv3P9Q0n4m0i0lqz3wq2e3g1x8m6VtVbq9gk4kYx2m1w8z8m7Zk0w7H8v1Xq6zV2T2b8oY0rJ3c")]
    [InlineData("MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE83T4O/n84iotIvIW4mdBgQ/7dAfSmpqIM8kF9mN1flpVKS3GRqe62gw+2fNNRaINXvVpiglSI8eNEc6wEA3F+gA=")]
    public void A_key_that_is_none_believes_nothing(string key)
    {
        var post = SendGridVectors.Named("published-valid");

        Assert.False(SignedEvents.IsKey(key));
        Assert.Equal(SignatureFault.SignatureWrong, SignedEvents.Fault(key, post.Signature, post.Timestamp, post.Body, At(post.Timestamp)));
    }

    [Fact]
    public void A_key_as_the_settings_show_it_is_one() => Assert.True(SignedEvents.IsKey(SendGridVectors.OwnPublicKey));

    private static DateTimeOffset At(string? timestamp) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : DateTimeOffset.UnixEpoch;
}
