using System.CommandLine;
using System.Globalization;
using KubeFate.Cli.Arguments;
using KubeFate.Cli.Completion;
using KubeFate.Client.Logs;
using KubeFate.Fate.Forms;

namespace KubeFate.Cli.Clusters;

/// <summary><c>kubefate cluster logs CLUSTER [CONTAINER]</c>, with the flags of the original, which are those of kubectl.</summary>
internal static class LogsCommand
{
    public static Verb Create(CommandContext context)
    {
        var cluster = new ClusterArgument(context);
        var container = new Argument<string?>("CONTAINER") { Description = "A container, or a module: all its containers (default: all)", Arity = ArgumentArity.ZeroOrOne };
        container.CompletionSources.Add(LiveNames.Containers(context, cluster.Word, cluster.Named));
        var options = new LogOptions();
        return new Verb("logs", "Print the logs of a cluster",
                "kubefate cluster logs fate-9999 python --tail 100", "kubefate cluster logs fate-9999 --follow --since 5m")
            {
                cluster.Word, container, cluster.Namespace, options.Follow, options.Previous, options.Since, options.SinceTime,
                options.Timestamps, options.Tail, options.LimitBytes,
            }
            .Does(context, async (call, cancellationToken) =>
            {
                var uuid = await cluster.FindUuidAsync(call, cancellationToken);
                var query = options.Read(call) with { Container = call.Get(container) };
                // The lines may take any time; only finding the cluster is limited.
                await foreach (var line in call.Client.Logs.StreamAsync(uuid, query, call.Interrupt))
                    call.Terminal.Out.WriteLine(LogLine.Paint(line, call.Terminal));
                return ExitCode.Success;
            });
    }
}

/// <summary>Which lines.</summary>
internal sealed class LogOptions
{
    public Option<bool> Follow { get; } = new("--follow", "-f") { Description = "Keep printing new lines as they arrive" };

    public Option<bool> Previous { get; } = new("--previous", "-p") { Description = "Print the logs of the previous run of the container" };

    public Option<string?> Since { get; } = new("--since") { Description = "Only lines newer than this, such as 5s, 2m or 3h", HelpName = "DURATION" };

    public Option<DateTimeOffset?> SinceTime { get; } = new("--since-time")
    {
        Description = "Only lines after this time, such as 2026-11-23T08:00:00Z",
        HelpName = "TIME",
        CustomParser = result =>
        {
            var word = result.Tokens[0].Value;
            if (DateTimeOffset.TryParse(word, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)) return time;
            result.AddError($"\"{word}\" is not a time; use one such as 2026-11-23T08:00:00Z");
            return null;
        },
    };

    public Option<bool> Timestamps { get; } = new("--timestamps") { Description = "Include the time of each line" };

    public Option<long> Tail { get; } = new("--tail") { Description = "The last LINES lines of each container (default: all)", HelpName = "LINES", DefaultValueFactory = _ => -1 };

    public Option<long> LimitBytes { get; } = new("--limit-bytes") { Description = "At most BYTES bytes of each container (default: all)", HelpName = "BYTES" };

    public LogQuery Read(CommandCall call)
    {
        var since = call.Get(Since);
        if (since is not null && (GoDuration.Parse(since) is not { } age || age < TimeSpan.Zero))
            throw new CommandFailure(ExitCode.Usage, $"\"{since}\" is not a duration; use one such as 5s, 2m or 3h");
        if (since is not null && call.Get(SinceTime) is not null)
            throw new CommandFailure(ExitCode.Usage, "--since and --since-time say the same thing in two ways; give one of them");
        return new LogQuery
        {
            Follow = call.Get(Follow),
            Previous = call.Get(Previous),
            Since = since is "0" or "0s" ? null : since,
            SinceTime = call.Get(SinceTime),
            Timestamps = call.Get(Timestamps),
            // The original's defaults, -1 and 0, mean all.
            Tail = call.Get(Tail) is >= 0 and var lines ? lines : null,
            LimitBytes = call.Get(LimitBytes) is > 0 and var bytes ? bytes : null,
        };
    }
}
