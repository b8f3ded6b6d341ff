using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Alerts.Contracts;
using Alerts.Core.Delivery;
using Alerts.Core.UseCases;
using Alerts.Functions.App;
using Alerts.Functions.Triggers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.Extensions.Logging.Abstractions;

namespace Alerts.Azure.Tests.Functions;

public sealed class SendGridEventsTests : IDisposable
{
    private readonly InMemoryStore _store = new();
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose() => _key.Dispose();

    [Fact]
    public async Task A_genuine_post_fills_the_ledger()
    {
        var notification = Some.Notification(Some.Told());
        await _store.Add([notification], Some.Morning, default);
        await _store.Claim(notification.Id, Some.Morning, TimeSpan.FromMinutes(5), default);

        Assert.Equal(200, await Post($$"""[{"event":"delivered","email":"{{notification.Address}}","timestamp":{{Some.Morning.ToUnixTimeSeconds()}},"delivery_id":"{{notification.Id}}","response":"250 OK"}]"""));

        Assert.Equal(NotificationStatus.Delivered, (await _store.Ledger(default)).Single().Status);
    }

    [Fact]
    public async Task A_forged_one_is_refused() => Assert.Equal(401, await Post("[]", forged: true));

    [Fact]
    public async Task One_that_is_too_large_is_refused_before_it_is_read_whole() => Assert.Equal(413, await Post(new string(' ', Body.Most + 1)));

    [Fact]
    public async Task Without_a_key_there_is_no_such_address() => Assert.Equal(404, await Post("[]", hasKey: false));

    private async Task<int> Post(string body, bool forged = false, bool hasKey = true)
    {
        var timestamp = Some.Morning.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = _key.SignData(Encoding.UTF8.GetBytes(timestamp + body), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        var request = new DefaultHttpContext().Request;
        request.Headers[SignedEvents.TimestampHeader] = timestamp;
        request.Headers[SignedEvents.SignatureHeader] = Convert.ToBase64String(signature);
        request.Body = new MemoryStream(Encoding.UTF8.GetBytes(forged ? body + " " : body));
        request.Method = "POST";
        request.Path = ApiTrigger.Prefix + MailEvents.Path;
        var events = new MailEvents(hasKey ? new RecordProviderEvents(_store, Convert.ToBase64String(_key.ExportSubjectPublicKeyInfo()), new FakeClock(Some.Morning)) : null, NullLogger<MailEvents>.Instance);
        return ((IStatusCodeActionResult)await new ApiTrigger(null!, events).Run(request)).StatusCode!.Value;
    }
}
