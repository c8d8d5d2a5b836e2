using System.Runtime.CompilerServices;
using KubeFate.Client.Jobs;
using KubeFate.Client.Wire;

namespace KubeFate.Cli.Jobs;

/// <summary>Follows a job: live rows on a terminal, plain lines elsewhere. Ctrl-C stops watching, never the job.</summary>
internal static class JobWatch
{
    /// <summary>
    /// Watches to the end and returns the exit code that tells the outcome. The token is <see cref="CommandCall.Interrupt"/>: <c>--timeout</c> is
    /// not for watching. Warnings in <paramref name="told"/> were shown before and are not shown again.
    /// </summary>
    public static async Task<int> FollowAsync(CommandCall call, string uuid, IReadOnlyCollection<string> told, CancellationToken cancellationToken)
    {
        var progress = new JobProgress();
        try
        {
            await View(call).ShowAsync(New(call.Client.Jobs.WatchAsync(uuid, after: 0, cancellationToken), told, cancellationToken), progress, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            call.Output.Note($"stopped watching; the job continues. Resume with: kubefate job watch {uuid}");
            return ExitCode.Interrupted;
        }

        return await EndAsync(call, uuid, progress, cancellationToken);
    }

    private static async IAsyncEnumerable<JobEvent> New(IAsyncEnumerable<JobEvent> events, IReadOnlyCollection<string> told, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var change in events.WithCancellation(cancellationToken))
        {
            if (change.Type != JobEventType.Warning || !told.Contains(change.Message)) yield return change;
        }
    }

    // With -o json and the like stdout is the result alone, so progress goes to stderr; with -q nobody wants it.
    private static IJobWatchView View(CommandCall call)
    {
        if (call.Output.Quiet) return new PlainJobView(TextWriter.Null);
        if (!call.Output.ForPeople) return new PlainJobView(call.Terminal.Error);
        return call.Terminal.Live ? new LiveJobView(call.Terminal) : new PlainJobView(call.Terminal.Out);
    }

    private static async Task<int> EndAsync(CommandCall call, string uuid, JobProgress progress, CancellationToken cancellationToken)
    {
        if (!call.Output.ForPeople)
        {
            var job = await call.Client.Jobs.GetAsync(uuid, cancellationToken);
            call.Output.One(job, WireJson.Default.JobResponse, JobView.List(call.Clock), _ => "");
        }

        if (progress.Failure is { } failure)
        {
            call.Terminal.Error.WriteLine($"error: {failure.Message}");
            if (failure.Detail is { Length: > 0 } detail) call.Terminal.Error.WriteLine(detail.TrimEnd());
            call.Terminal.Error.WriteLine($"more: kubefate job describe {uuid}");
        }

        return ExitCode.OfJob(progress.Status);
    }
}

/// <summary>One way to show a job as it goes.</summary>
internal interface IJobWatchView
{
    /// <summary>Shows the events until they end, keeping <paramref name="progress"/> up to date.</summary>
    Task ShowAsync(IAsyncEnumerable<JobEvent> events, JobProgress progress, CancellationToken cancellationToken);
}
