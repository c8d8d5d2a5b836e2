using System.CommandLine;
using System.Globalization;
using KubeFate.Client.Audit;
using KubeFate.Fate.Forms;

namespace KubeFate.Cli.Audit;

/// <summary>Which entries of the audit log.</summary>
internal sealed class AuditOptions
{
    public AuditOptions() => Outcome.AcceptOnlyFromAmong("accepted", "refused", "failed");

    public Option<string?> User { get; } = new("--user") { Description = "Only what this user did", HelpName = "NAME" };

    public Option<string?> Action { get; } = new("--action") { Description = "Only this action or group of actions: cluster.install, cluster", HelpName = "ACTION" };

    public Option<string?> Target { get; } = new("--target") { Description = "Only what was done to this uuid or name", HelpName = "TARGET" };

    public Option<string?> Outcome { get; } = new("--outcome") { Description = "Only accepted, refused or failed", HelpName = "OUTCOME" };

    public Option<string?> Since { get; } = new("--since") { Description = "Only entries newer than this (24h) or since this time (2026-11-23T08:00:00Z)", HelpName = "TIME" };

    public Option<string?> Until { get; } = new("--until") { Description = "Only entries older than this, in the same forms", HelpName = "TIME" };

    public Option<int?> Limit { get; } = new("--limit") { Description = "At most COUNT entries, up to 1000 (default: 100)", HelpName = "COUNT" };

    public AuditQuery Read(CommandCall call) => new()
    {
        Username = call.Get(User),
        Action = call.Get(Action),
        Target = call.Get(Target),
        Outcome = call.Get(Outcome),
        Since = Time(call, Since),
        Until = Time(call, Until),
        Limit = call.Get(Limit),
    };

    private static DateTimeOffset? Time(CommandCall call, Option<string?> option)
    {
        if (call.Get(option) is not { } text) return null;
        if (GoDuration.Parse(text) is { } age) return call.Clock.GetUtcNow() - age;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new CommandFailure(ExitCode.Usage, $"{option.Name} \"{text}\" is neither a duration such as 24h nor a time such as 2026-11-23T08:00:00Z");
    }
}
