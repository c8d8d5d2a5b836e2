using KubeFate.Cli.Output;
using KubeFate.Client.Jobs;

namespace KubeFate.Cli.Jobs;

/// <summary>A line an event, for pipes and logs.</summary>
internal sealed class PlainJobView(TextWriter output) : IJobWatchView
{
    public async Task ShowAsync(IAsyncEnumerable<JobEvent> events, JobProgress progress, CancellationToken cancellationToken)
    {
        await foreach (var change in events.WithCancellation(cancellationToken))
        {
            progress.Apply(change);
            if (Line(change) is { } line) output.WriteLine($"{Times.Format(change.Time)} {line}");
            output.Flush();
        }
    }

    private static string? Line(JobEvent change) => change.Type switch
    {
        JobEventType.Warning => $"warning: {change.Message}",
        // A started step is told when it ends: half the lines, nothing lost.
        JobEventType.Step when change.Status == "started" => null,
        JobEventType.End => $"job {change.Status}: {change.Message}",
        _ => change.Message,
    };
}
