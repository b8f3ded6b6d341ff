using System.Security.Cryptography;
using System.Text;
using Alerts.Contracts;
using Alerts.Core.UseCases;

namespace Alerts.Core.Tests.UseCases;

public sealed class ApiTokenTests
{
    private static readonly byte[] Secret = SHA256.HashData("a secret"u8);
    private static readonly string Token = ApiToken.Of("erp-2", Secret);
    private static readonly ApiKey Key = new("erp-2", [ApiScope.Read], ApiToken.Hash(Token), Some.Morning, null);

    [Fact]
    public void A_token_says_whose_it_is_and_holds_256_secret_bits()
    {
        Assert.Matches("^alerts_erp-2_[A-Za-z0-9_-]{43}$", Token);
        Assert.Equal("erp-2", ApiToken.NameIn(Token));
    }

    [Fact]
    public void What_is_kept_of_a_token_is_its_hash() => Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Token))), Key.Hash);

    [Fact]
    public void A_token_opens_its_own_key_and_no_other()
    {
        Assert.True(ApiToken.Opens(Token, Key));
        Assert.False(ApiToken.Opens(Token, null));
        Assert.False(ApiToken.Opens(Token, Key with { Hash = ApiToken.Hash(Token + "x") }));
        Assert.False(ApiToken.Opens(Token, Key with { Hash = "" }));
        Assert.False(ApiToken.Opens(Token, Key with { Revoked = Some.Morning }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("alerts_")]
    [InlineData("alerts_erp_short")]
    [InlineData("alerts__0123456789012345678901234567890123456789012")]
    [InlineData("alerts_ERP_0123456789012345678901234567890123456789012")]
    [InlineData("other_erp_0123456789012345678901234567890123456789012")]
    public void What_is_no_token_names_nobody(string text) => Assert.Null(ApiToken.NameIn(text));

    [Fact]
    public void Names_that_could_be_taken_for_something_else_are_none()
    {
        Assert.All(new[] { "", "ERP", "a b", "a_b", "é", new string('a', 41) }, name => Assert.False(ApiToken.IsName(name)));
        Assert.Throws<ArgumentException>(() => ApiToken.Of("ERP", Secret));
        Assert.Throws<ArgumentException>(() => ApiToken.Of("erp", [1, 2, 3]));
    }
}
