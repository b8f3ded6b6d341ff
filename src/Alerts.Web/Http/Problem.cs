using Alerts.Core.UseCases;

namespace Alerts.Web.Http;

/// <summary>Why a call was not done, as RFC 9457 writes it.</summary>
/// <param name="Name">Names the kind: <c>unknown-parameter</c>; its <c>type</c> is <c>urn:alerts:problem:NAME</c>.</param>
/// <param name="Title">The same for all of a kind.</param>
/// <param name="Detail">What it is about in this call.</param>
internal sealed record Problem(int Status, string Name, string Title, string Detail) : Answer(Status)
{
    public const string Prefix = "urn:alerts:problem:";

    /// <summary>Where the mistakes are; empty where the detail says it all.</summary>
    public IReadOnlyList<ProblemPlace> Errors { get; init; } = [];

    public override string ContentType => "application/problem+json; charset=utf-8";

    public override ReadOnlyMemory<byte> Body => JsonBytes.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("type", Prefix + Name);
        json.WriteString("title", Title);
        json.WriteNumber("status", Status);
        json.WriteString("detail", Detail);
        if (Errors.Count > 0) json.Objects("errors", Errors, place =>
        {
            json.Text("parameter", place.Parameter);
            json.Text("file", place.File);
            json.Number("line", place.Line);
            json.Text("column", place.Column);
            json.Text("reason", place.Reason);
            json.WriteString("message", place.Message);
        });
        json.WriteEndObject();
    });

    public static Problem WrongParameter(string parameter, string message) =>
        new(400, "wrong-parameter", "A parameter of the address is wrong.", message) { Errors = [new(message) { Parameter = parameter }] };

    public static Problem NoSuch(string what, string id, string? nearest = null) =>
        new(404, "not-found", "There is no such thing.", $"there is no {what} '{Core.Datasets.ReadingMessage.Shown(id)}'{(nearest is null ? "" : $" (nearest: {nearest})")}");

    public static Problem WrongBody(string message, int? line = null, int? column = null) => new(400, "wrong-body", "The body is not what this takes.", message)
    {
        Errors = [new(message) { Line = line, Column = column is { } at ? at.ToString(System.Globalization.CultureInfo.InvariantCulture) : null }],
    };

    public static Problem TooLarge(long most) => new(413, "too-large", "The body is too large.", $"this takes {most / 1024 / 1024} MiB at most");

    public static readonly Problem NotReady = new(503, "not-ready", "It cannot work at the moment.", "the store or the configuration is being opened, or cannot be used") { RetryAfter = 1 };

    public static readonly Problem Failed = new(500, "failed", "It failed.", "this is a mistake of the program; its log says more");
}

/// <summary>One mistake.</summary>
/// <param name="Message">For people.</param>
internal sealed record ProblemPlace(string Message)
{
    /// <summary>Of the address.</summary>
    public string? Parameter { get; init; }

    public string? File { get; init; }

    /// <summary>From 1; of posted values: the place among them.</summary>
    public int? Line { get; init; }

    /// <summary>A column's header; of a JSON text: the byte, from 1.</summary>
    public string? Column { get; init; }

    /// <summary>Keyword of the formats.</summary>
    public string? Reason { get; init; }
}
