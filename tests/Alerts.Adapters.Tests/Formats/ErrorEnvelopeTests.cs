using System.Text;
using Alerts.Adapters.Formats;

namespace Alerts.Adapters.Tests.Formats;

/// <summary>An API's error that was saved as data is told from data.</summary>
public sealed class ErrorEnvelopeTests
{
    [Theory]
    [InlineData("""{"statusCode":429,"message":"Rate limit is exceeded. Try again in 1 seconds."}""", "Rate limit is exceeded. Try again in 1 seconds.")]
    [InlineData("""{"error_code":400,"error_message":"Bad Request. The value for variable api_key is not registered."}""", "Bad Request. The value for variable api_key is not registered.")]
    [InlineData("""{"error":{"code":403,"message":"Key invalid"}}""", "Key invalid")]
    [InlineData("""{"errors":["no such table"]}""", "no such table")]
    [InlineData("""{"message":"Forbidden"}""", "Forbidden")]
    [InlineData("""{"status":"error","reason":"maintenance"}""", "maintenance")]
    [InlineData("""{"elapsedTime":"0.1 secs","count":0,"data":[],"error":"Invalid reporter"}""", "Invalid reporter")]
    [InlineData("\ufeff  {\"error\":true}", "True")]
    [InlineData("<?xml version=\"1.0\"?>\n<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>", "AccessDenied Request has expired")]
    [InlineData("<ExceptionReport>no</ExceptionReport>", "no")]
    [InlineData("<soap:Fault/>", "it gives no reason")]
    public void An_error_says_what_went_wrong(string text, string says) => Assert.Equal(says, ErrorEnvelope.In(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("")]
    [InlineData("date,code,price\n2025-03-24,A,90\n")]
    [InlineData("error,message\n")]
    [InlineData("{\"error\"")]
    [InlineData("""{"elapsedTime":"0.03 secs","count":0,"data":[],"error":""}""")]
    [InlineData("""{"elapsedTime":"0.03 secs","count":1,"data":[{"period":"202502"}],"error":""}""")]
    [InlineData("""{"status":200,"message":"ok","observations":[{"v":1}]}""")]
    [InlineData("""{"message":"ok","data":[{"v":1}]}""")]
    [InlineData("""{"code":"TXO","title":"Terbium","price":6550}""")]
    [InlineData("""[["message"],["Forbidden"]]""")]
    [InlineData("<prices><error/></prices>")]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("{\"error\":\"\\ud800\"}")]
    public void Data_is_no_error(string text) => Assert.Null(ErrorEnvelope.In(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("csv")]
    [InlineData("gacc")]
    [InlineData("xlsx")]
    public void Whatever_the_format_an_error_is_refused_as_one(string format)
    {
        var dataset = SomeDataset.Prices with { Format = format };

        var reading = new FileReader().Read(dataset, "2025-03-24-smm.csv", Encoding.UTF8.GetBytes("""{"statusCode":429,"message":"Rate limit is exceeded."}"""), SomeDataset.Published);

        Assert.Equal(("api-error", "2025-03-24-smm.csv: the file is a service's error message, not data: Rate limit is exceeded. - file refused, fetch it again later"), (reading.Reason, reading.Message));
    }
}
