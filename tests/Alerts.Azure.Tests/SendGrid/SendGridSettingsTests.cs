using Alerts.Azure.SendGrid;
using Alerts.Core.Delivery;

namespace Alerts.Azure.Tests.SendGrid;

public sealed class SendGridSettingsTests
{
    private const string Key = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEBQBuKugoaw5NO0JxiaXC9GIKzsedW1IP3j4Jw3y0GEwM2Ju99jxm4bq1pJxev0S6aG4Bbpe6KIkCh5LyzJKofA==";
    private const string Secret = "a secret of 32 letters, at least";

    [Fact]
    public void Without_settings_mail_is_sent_without_a_way_out() => Assert.Equal(new SendGridSettings(null, false, null, "https://api.sendgrid.com"), Read().Settings);

    [Fact]
    public void Every_setting_is_taken() => Assert.Equal(
        new SendGridSettings(new UnsubscribeLinks("https://alerts.example/u/", "stop@alerts.example", Secret), true, Key, "https://api.eu.sendgrid.com"),
        Read("SENDGRID_SANDBOX=true", $"SENDGRID_WEBHOOK_KEY={Key}", "SENDGRID_HOST=https://api.eu.sendgrid.com", "UNSUBSCRIBE_URL=https://alerts.example/u", $"UNSUBSCRIBE_SECRET={Secret}", "UNSUBSCRIBE_MAILBOX=stop@alerts.example").Settings);

    [Theory]
    [InlineData("SENDGRID_SANDBOX=yes", "SENDGRID_SANDBOX is neither true nor false")]
    [InlineData("SENDGRID_WEBHOOK_KEY=abc", "SENDGRID_WEBHOOK_KEY is no public key (P-256, Base64)")]
    [InlineData("SENDGRID_HOST=http://api.sendgrid.com", "SENDGRID_HOST is no https address")]
    [InlineData($"UNSUBSCRIBE_SECRET={Secret}", "UNSUBSCRIBE_URL is no https address")]
    [InlineData("UNSUBSCRIBE_URL=https://alerts.example/u/", "UNSUBSCRIBE_SECRET has fewer than 32 letters")]
    public void A_setting_that_is_wrong_is_named_without_its_value(string set, string mistake)
    {
        var (settings, mistakes) = Read(set);

        Assert.Null(settings);
        Assert.Equal([mistake], mistakes);
    }

    [Fact]
    public void All_mistakes_are_told_at_once() =>
        Assert.Equal(3, Read("SENDGRID_SANDBOX=yes", "UNSUBSCRIBE_URL=ftp://x", $"UNSUBSCRIBE_SECRET={Secret}", "UNSUBSCRIBE_MAILBOX=a b@example.com").Mistakes.Count);

    private static (SendGridSettings? Settings, IReadOnlyList<string> Mistakes) Read(params string[] set)
    {
        var values = set.Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        return SendGridSettings.Read(name => values.GetValueOrDefault(name));
    }
}
