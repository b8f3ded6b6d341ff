namespace Alerts.Core.Notifications;

/// <summary>The HTML form: tables and inline styles, as mail programs need them; light and dark, from a phone's width up; nothing is loaded from anywhere.</summary>
internal static class EmailHtml
{
    private const int BarHeight = 4;

    public static string Of(MessageContent content) => Page(content.Title, content.Sentences[0], Card(content));

    /// <summary>Several in one message.</summary>
    /// <param name="lead">The sentence that says why they come together.</param>
    /// <param name="toldInFull">Of the others there is a line.</param>
    public static string Of(string lead, IReadOnlyList<MessageContent> contents, int toldInFull) => Page(lead, lead, Html.Of($"""
        <p class="text" style="margin:0 0 12px;font-size:19px;line-height:1.4;font-weight:600;color:#1a1c20;">{lead}</p>
        <ol class="text" style="margin:0 0 16px;padding:0 0 0 24px;color:#1a1c20;">{Html.Join(contents.Select(Line))}</ol>
        {Html.Join(contents.Take(toldInFull).Select(content => Html.Of($"""<div class="line" style="margin:0 0 20px;border-top:3px solid #d9dce1;padding:20px 0 0;">{Card(content)}</div>{"\n"}""")))}{Rest(contents.Count - toldInFull)}
        """));

    private static Html Line(MessageContent content) => Html.Of($"""<li style="margin:0 0 6px;">{Badge(content.Severity)} {content.Title}<br><span class="quiet" style="color:#5b6470;font-size:12px;">{content.Event}</span></li>{"\n"}""");

    private static Html Rest(int count) => count <= 0 ? new("") : Html.Of($"""<p class="quiet" style="color:#5b6470;font-size:13px;">The arithmetic of the other {count}: alerts explain EVENT</p>{"\n"}""");

    private static Html Badge(string severity) => Html.Of($"""<span style="display:inline-block;padding:2px 10px;border-radius:10px;background:{Colour(severity)};color:#ffffff;font-size:13px;font-weight:600;">{severity}</span>""");

    private static Html Card(MessageContent content) => Html.Of($"""
        <p style="margin:0 0 12px;">{Badge(content.Severity)}</p>
        {Sentences(content)}{Chart(content.Sparkline)}{Numbers(content)}{Steps(content)}{Facts(content)}
        """);

    private static string Page(string title, string preview, Html card) => Html.Of($"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="supported-color-schemes" content="light dark">
        <title>{title}</title>
        <style>
        :root {"{"} color-scheme: light dark; supported-color-schemes: light dark; {"}"}
        @media (prefers-color-scheme: dark) {"{"}
          .page {"{"} background: #16181c !important; {"}"}
          .card {"{"} background: #212429 !important; border-color: #3a3f47 !important; {"}"}
          .text {"{"} color: #e8eaed !important; {"}"}
          .quiet {"{"} color: #a6adb8 !important; {"}"}
          .line {"{"} border-color: #3a3f47 !important; {"}"}
          .bar {"{"} background: #6ea8ff !important; {"}"}
        {"}"}
        @media (max-width: 480px) {"{"} .inside {"{"} padding: 16px !important; {"}"} {"}"}
        </style>
        </head>
        <body class="page" style="margin:0;padding:0;background:#f3f4f6;">
        <div style="display:none;max-height:0;overflow:hidden;">{preview}</div>
        <table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" style="background:#f3f4f6;"><tr><td align="center" style="padding:16px 8px;">
        <table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px;background:#ffffff;border:1px solid #d9dce1;border-radius:8px;"><tr><td class="inside" style="padding:24px;border-radius:8px;font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5;">
        {card}</td></tr></table>
        </td></tr></table>
        </body>
        </html>

        """).Text;

    // White on each of these has a contrast of at least 4.5 : 1.
    private static string Colour(string severity) => severity switch
    {
        "critical" => "#b3261e",
        "high" => "#b04a00",
        "warning" => "#7a5d00",
        _ => "#44546a",
    };

    private static Html Sentences(MessageContent content) => Html.Join(content.Sentences.Select((sentence, at) => at == 0
        ? Html.Of($"""<p class="text" style="margin:0 0 12px;font-size:19px;line-height:1.4;font-weight:600;color:#1a1c20;">{sentence}</p>{"\n"}""")
        : Html.Of($"""<p class="text" style="margin:0 0 8px;color:#1a1c20;">{sentence}</p>{"\n"}""")));

    private static Html Chart(Sparkline? line) => line is null ? default(Html) with { Text = "" } : Html.Of($"""
        <table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:16px 0 4px;table-layout:fixed;" aria-label="{line.Series}: {line.From}; {line.To}"><tr>{Html.Join(line.Heights.Select(Bar))}</tr></table>
        <table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:0 0 16px;"><tr><td class="quiet" align="left" valign="top" style="font-size:12px;line-height:1.35;color:#5b6470;">{line.From}</td><td class="quiet" align="right" style="padding:0 0 0 16px;font-size:12px;line-height:1.35;color:#5b6470;">{line.To}</td></tr></table>

        """);

    private static Html Bar(int height) => Html.Of($"""<td valign="bottom" style="height:36px;padding:0 1px 0 0;"><div class="bar" style="height:{(height + 1) * BarHeight}px;background:#2f6fdf;font-size:0;line-height:0;">&#8203;</div></td>""");

    private static Html Numbers(MessageContent content) => content.Numbers.Count == 0 ? new("") : Html.Of($"""
        <table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:8px 0 16px;">
        {Html.Join(content.Numbers.Select(Number))}{LeftOut(content)}</table>

        """);

    private static Html Number(NumberRow row) => Html.Of($"""
        <tr><td class="line" style="padding:8px 0;border-top:1px solid #d9dce1;line-height:1.35;"><span class="quiet" style="color:#5b6470;font-size:13px;">{row.Name}: {row.Series}, {row.Period}</span><br><span class="text" style="color:#1a1c20;font-weight:600;">{row.Value}</span><br><span class="quiet" style="color:#5b6470;font-size:12px;word-break:break-word;">{row.Source}</span></td></tr>

        """);

    private static Html LeftOut(MessageContent content) => content.NumbersLeftOut == 0 ? new("") : Html.Of($"""
        <tr><td class="quiet line" style="padding:8px 0;border-top:1px solid #d9dce1;color:#5b6470;font-size:13px;">… and {content.NumbersLeftOut} more numbers in 'alerts explain'</td></tr>

        """);

    private static Html Steps(MessageContent content) => Html.Join(content.Steps.Select(step =>
        Html.Of($"""<p class="text" style="margin:0 0 8px;color:#1a1c20;font-family:ui-monospace,Consolas,monospace;font-size:13px;word-break:break-word;">{step}</p>{"\n"}""")));

    private static Html Facts(MessageContent content) => Html.Of($"""
        <table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:16px 0 0;">
        {Html.Join(content.Facts.Select(fact => Html.Of($"""<tr><td class="quiet line" valign="top" width="80" style="padding:6px 12px 6px 0;border-top:1px solid #d9dce1;color:#5b6470;font-size:13px;">{fact.Label}</td><td class="text line" style="padding:6px 0;border-top:1px solid #d9dce1;color:#1a1c20;font-size:13px;word-break:break-word;">{fact.Text}</td></tr>{"\n"}""")))}</table>

        """);
}
