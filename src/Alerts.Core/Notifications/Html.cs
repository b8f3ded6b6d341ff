using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace Alerts.Core.Notifications;

/// <summary>HTML in which every inserted text is escaped: forgetting it is not possible. Only another <see cref="Html"/> goes in as it is.</summary>
internal readonly record struct Html(string Text)
{
    public static Html Of(ref Markup markup) => new(markup.ToString());

    public static Html Join(IEnumerable<Html> parts) => new(string.Concat(parts.Select(part => part.Text)));

    public override string ToString() => Text;

    [InterpolatedStringHandler]
    internal readonly struct Markup(int literalLength, int formattedCount)
    {
        private readonly StringBuilder _text = new(literalLength + (formattedCount * 32));

        public void AppendLiteral(string text) => _text.Append(text);

        public void AppendFormatted(Html part) => _text.Append(part.Text);

        public void AppendFormatted(string? text) => _text.Append(WebUtility.HtmlEncode(text));

        public void AppendFormatted(int number) => _text.Append(number);

        public override string ToString() => _text.ToString();
    }
}
