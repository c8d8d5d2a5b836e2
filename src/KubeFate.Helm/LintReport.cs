namespace KubeFate.Helm;

public enum LintSeverity
{
    Info,
    Warning,
    Error,
}

/// <summary>One finding of <c>helm lint</c>; <c>Path</c> is the file or folder within the chart, as helm names it.</summary>
public sealed record LintMessage(LintSeverity Severity, string Path, string Text);

/// <summary>What <c>helm lint</c> has to say about a chart.</summary>
public sealed record LintReport(IReadOnlyList<LintMessage> Messages)
{
    public bool HasErrors => Messages.Any(message => message.Severity == LintSeverity.Error);
}
