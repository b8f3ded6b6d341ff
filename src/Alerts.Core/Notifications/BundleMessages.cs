using System.Text;

namespace Alerts.Core.Notifications;

/// <summary>Several events in one message: what it is about, a line for each, then all that a message of its own would say.</summary>
public static class BundleMessages
{
    /// <summary>As many are told in full: a mail program cuts off what is much larger than 100 KB. Of the others there is a line.</summary>
    public const int ToldInFull = 20;

    /// <param name="lead">Why they come together: <c>12 alerts from one release</c>.</param>
    /// <param name="told">What matters most first.</param>
    public static Message Email(string lead, IReadOnlyList<MessageFacts> told)
    {
        var contents = told.Select(MessageContent.Of).ToList();
        return new(Subject(lead, told, contents), EmailBody(lead, told[0].Workspace, contents), EmailHtml.Of($"{lead}.", contents, ToldInFull));
    }

    public static Message Slack(string lead, IReadOnlyList<MessageFacts> told)
    {
        var contents = told.Select(MessageContent.Of).ToList();
        var subject = Subject(lead, told, contents);
        return new(subject, SlackMessages.Together(subject, lead, contents), "");
    }

    public static Message Teams(string lead, IReadOnlyList<MessageFacts> told)
    {
        var contents = told.Select(MessageContent.Of).ToList();
        return new(Subject(lead, told, contents), TeamsMessages.Together(lead, contents), "");
    }

    private static string Subject(string lead, IReadOnlyList<MessageFacts> told, List<MessageContent> contents) =>
        EmailMessages.Subject($"[{contents[0].Severity}] {lead}: {contents[0].Title}{(contents.Count > 1 ? " …" : "")}");

    private static string EmailBody(string lead, string workspace, List<MessageContent> contents)
    {
        var text = new StringBuilder($"{lead} ({workspace}).\n\n");
        foreach (var (content, at) in contents.Select((content, at) => (content, at + 1))) text.Append($"{at}. [{content.Severity}] {content.Title}\n");
        foreach (var (content, at) in contents.Take(ToldInFull).Select((content, at) => (content, at + 1))) text.Append($"\n{new string('-', 60)}\n{at}. {content.Title}\n\n{EmailText.Of(content)}");
        if (contents.Count > ToldInFull) text.Append($"\n{new string('-', 60)}\nThe arithmetic of the other {contents.Count - ToldInFull}: alerts explain EVENT\n");
        foreach (var content in contents.Skip(ToldInFull)) text.Append($"  {content.Title}: {content.Event}\n");
        return text.ToString();
    }
}
