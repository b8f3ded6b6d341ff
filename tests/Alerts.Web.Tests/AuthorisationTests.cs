using Alerts.Core.UseCases;
using Alerts.Web.Http;

namespace Alerts.Web.Tests;

/// <summary>Who may do what: every operation with every kind of key.</summary>
public sealed class AuthorisationTests
{
    [Fact]
    public async Task Every_operation_takes_the_keys_of_its_scope_and_no_other()
    {
        await using var served = await ServedDesk.WithEverything();
        var keys = new List<(string Name, string? Token, ApiScope? Scope)>();
        foreach (var scope in ApiScopes.All) keys.Add((scope.Text(), await served.Desk.Key(scope.Text(), scope), scope));
        var revoked = await served.Desk.Key("revoked", [.. ApiScopes.All]);
        await served.Desk.Keys.RevokeKey("revoked", served.Desk.Clock.GetUtcNow(), default);
        var good = served.Token;
        keys.Add(("none", null, null));
        keys.Add(("revoked", revoked, null));
        keys.Add(("wrong secret", good[..^1] + (good[^1] == 'A' ? 'B' : 'A'), null));
        keys.Add(("unknown name", good.Replace("everything", "nobody", StringComparison.Ordinal), null));
        keys.Add(("another's secret", good.Replace("everything", "read", StringComparison.Ordinal), null));
        keys.Add(("no token", "Bearer", null));
        keys.Add(("the hash instead of the token", ApiToken.Hash(good), null));

        var wrong = new List<string>();
        foreach (var operation in Operations.All)
        {
            foreach (var (name, token, scope) in keys)
            {
                var reply = await OperationCalls.Make(served, operation, ("Authorization", token is null ? "" : $"Bearer {token}"));
                var expected = operation.Scope is null || operation.Scope == scope ? 200 : scope is null ? 401 : 403;
                // A message that was replayed before waits: it could be asked for.
                if (reply.Status != expected && !(expected == 200 && reply.Status == 409)) wrong.Add($"{operation.Id} with {name}: {reply.Status}, not {expected}");
                if (reply.Status is 401 or 403 && reply.Headers.WwwAuthenticate.Count == 0) wrong.Add($"{operation.Id} with {name} does not say what it takes");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task A_key_that_is_refused_changes_nothing()
    {
        await using var served = await ServedDesk.WithEverything();
        var read = await served.Desk.Key("reader", ApiScope.Read);
        var before = (await served.Desk.Observations.Publications(default)).Count;

        foreach (var operation in Operations.All.Where(operation => operation is { Method: "POST", Scope: not null })) await OperationCalls.Make(served, operation, ("Authorization", $"Bearer {read}"));

        Assert.Equal(before, (await served.Desk.Observations.Publications(default)).Count);
        Assert.Equal(2, (await served.Desk.Silences.Silences(default)).Count(silence => silence.Ended is null));
        Assert.All(await served.Desk.Observations.Quarantine(isWaiting: false, default), row => Assert.True(row.IsWaiting));
        Assert.Null(Assert.Single(await served.Desk.Subscriptions.Subscriptions(default)).Unsubscribed);
        Assert.All(await served.Desk.Notifications.Ledger(default), entry => Assert.Equal(NotificationStatus.Dead, entry.Status));
    }

    [Fact]
    public async Task Only_what_a_probe_a_newcomer_and_a_receiver_of_mail_need_takes_no_key()
    {
        await using var served = await ServedDesk.Start();

        // Whoever follows a link in a mail has no key: its signature says who they are.
        Assert.Equal(["showConfirm", "confirm", "showUnsubscribe", "unsubscribe", "live", "ready", "describe"], Operations.All.Where(operation => operation.Scope is null).Select(operation => operation.Id));
        Assert.Equal("""{"status":"ok"}""", (await served.Get("/health/ready", ("Authorization", ""))).Body);
    }

    [Fact]
    public async Task A_wrong_key_is_told_nothing_that_no_key_is_not_told()
    {
        await using var served = await ServedDesk.WithNews();

        var replies = new List<string>();
        foreach (var token in new[] { "", $"Bearer {served.Token[..^1]}_", "Bearer x", $"Basic {served.Token}", $"Bearer {new string('x', 5000)}", served.Token })
            replies.Add((await served.Get("/api/events", ("Authorization", token))).Body);

        Assert.Single(replies.Distinct());
    }

    [Theory]
    [InlineData("127.0.0.1:8480", 200)]
    [InlineData("localhost", 200)]
    [InlineData("LOCALHOST:1", 200)]
    [InlineData("[::1]:8480", 200)]
    [InlineData("desk.example.com", 200)]
    [InlineData("evil.example.com", 421)]
    [InlineData("127.0.0.1.evil.example.com", 421)]
    [InlineData("desk.example.com.evil.example.com", 421)]
    [InlineData("10.0.0.1", 421)]
    public async Task A_host_that_is_not_ours_is_refused_so_that_no_page_can_be_led_here_by_a_name(string host, int status)
    {
        await using var served = await ServedDesk.Start();

        Assert.Equal(status, (await served.Get("/api/rules", ("Host", host))).Status);
        Assert.Equal(200, (await served.Get("/health/live", ("Host", host))).Status);
    }

    [Fact]
    public async Task A_page_of_another_origin_is_let_in_nowhere()
    {
        await using var served = await ServedDesk.WithEverything();

        foreach (var operation in Operations.All)
        {
            var address = await OperationCalls.Address(served, operation);
            (string, string)[] asked = [("Origin", "https://evil.example.com"), ("Access-Control-Request-Method", operation.Method), ("Access-Control-Request-Headers", "authorization")];
            foreach (var method in new[] { HttpMethod.Options, new HttpMethod(operation.Method) })
                Assert.DoesNotContain((await served.Send(method, address, null, asked)).Headers, header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
        }
    }
}
