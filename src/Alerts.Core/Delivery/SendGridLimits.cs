using System.Text;

namespace Alerts.Core.Delivery;

/// <summary>What SendGrid's <c>v3/mail/send</c> takes. Anything beyond is refused here, with its reason, before a request is spent on it.</summary>
public static class SendGridLimits
{
    /// <summary>Of a whole request; it must be smaller.</summary>
    public const int Bytes = 30_000_000;

    /// <summary>Of all custom arguments, names and values; they must be smaller.</summary>
    public const int ArgumentBytes = 10_000;

    private const char LastOfAscii = '\x7e';

    /// <returns>Null where mail may come from it; otherwise why not.</returns>
    /// <param name="name">As people see it; empty where there is none.</param>
    public static string? SenderFault(string name, string address)
    {
        if ($"{name}{address}".Any(letter => letter is < ' ' or > LastOfAscii)) return "SendGrid takes a sender in plain ASCII alone";
        return name.Any(letter => letter is ';' or ',') ? "SendGrid takes no sender with ; or , in its name" : null;
    }

    /// <returns>Null where a header may have that value; otherwise why not: a line break would let a text add headers of its own.</returns>
    public static string? HeaderFault(string name, string value) => value.Any(char.IsControl) ? $"the {name} of the mail would hold a line break" : null;

    public static string? ArgumentsFault(IEnumerable<KeyValuePair<string, string>> arguments) =>
        arguments.Sum(argument => Encoding.UTF8.GetByteCount(argument.Key) + Encoding.UTF8.GetByteCount(argument.Value)) < ArgumentBytes ? null : $"the custom arguments have {ArgumentBytes} bytes or more";

    /// <param name="request">The body, as it would be sent.</param>
    public static string? SizeFault(string request) => Encoding.UTF8.GetByteCount(request) < Bytes ? null : $"the message has {Bytes} bytes or more";
}
