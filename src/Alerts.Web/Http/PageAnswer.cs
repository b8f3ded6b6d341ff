using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Alerts.Web.Http;

/// <summary>A page for people who followed a link in a mail: a few sentences, perhaps a button. It loads nothing and runs nothing.</summary>
/// <param name="Sentences">Texts, escaped here.</param>
internal sealed record PageAnswer(int Status, string Title, params IReadOnlyList<string> Sentences) : Answer(Status)
{
    public const string MediaType = "text/html";

    private const string Style =
        ":root{color-scheme:light dark}body{font:1.0625rem/1.5 system-ui,sans-serif;max-width:34rem;margin:12vh auto 2rem;padding:0 1.25rem;overflow-wrap:break-word}h1{font-size:1.5rem;line-height:1.25}"
        + "button{font:inherit;min-height:2.75rem;margin-top:.75rem;padding:.375rem 1.5rem;border:0;border-radius:.375rem;background:#1d4ed8;color:#fff;cursor:pointer}button:hover{background:#1e40af}";

    /// <summary>What a browser may do with it: show it in its own style, and post its button to where it came from.</summary>
    public static string ContentSecurityPolicy { get; } = $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Null: there is none.</summary>
    public PageButton? Button { get; init; }

    public override string ContentType => $"{MediaType}; charset=utf-8";

    public override ReadOnlyMemory<byte> Body => Encoding.UTF8.GetBytes($"""
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>{Escaped(Title)}</title><style>{Style}</style></head>
        <body>
        <h1>{Escaped(Title)}</h1>
        {string.Concat(Sentences.Select(sentence => $"<p>{Escaped(sentence)}</p>\n"))}{(Button is { } button ? $"<form method=\"post\"><button name=\"{Escaped(button.Name)}\" value=\"{Escaped(button.Value)}\">{Escaped(button.Text)}</button></form>\n" : "")}</body>
        </html>

        """);

    private static string Escaped(string text) => WebUtility.HtmlEncode(text);
}

/// <summary>Posts one field to the page's own address.</summary>
internal sealed record PageButton(string Name, string Value, string Text);
