using System.Net;
using System.Text;

namespace Alerts.Web.Http;

/// <summary>A page for people who followed a link in a mail: a few sentences, perhaps a button. It loads nothing and runs nothing.</summary>
/// <param name="Sentences">Texts, escaped here.</param>
internal sealed record PageAnswer(int Status, string Title, params IReadOnlyList<string> Sentences) : Answer(Status)
{
    public const string MediaType = "text/html";

    /// <summary>Null: there is none.</summary>
    public PageButton? Button { get; init; }

    public override string ContentType => $"{MediaType}; charset=utf-8";

    public override ReadOnlyMemory<byte> Body => Encoding.UTF8.GetBytes($"""
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>{Escaped(Title)}</title></head>
        <body>
        <h1>{Escaped(Title)}</h1>
        {string.Concat(Sentences.Select(sentence => $"<p>{Escaped(sentence)}</p>\n"))}{(Button is { } button ? $"<form method=\"post\"><button name=\"{Escaped(button.Name)}\" value=\"{Escaped(button.Value)}\">{Escaped(button.Text)}</button></form>\n" : "")}</body>
        </html>

        """);

    private static string Escaped(string text) => WebUtility.HtmlEncode(text);
}

/// <summary>Posts one field to the page's own address.</summary>
internal sealed record PageButton(string Name, string Value, string Text);
