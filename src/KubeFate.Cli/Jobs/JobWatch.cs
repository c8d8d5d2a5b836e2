using KubeFate.Cli.Output;
using KubeFate.Client;
using KubeFate.Client.Jobs;
using KubeFate.Client.Wire;

namespace KubeFate.Cli.Jobs;

/// <summary>Follows a job: live rows on a terminal, plain lines elsewhere. Ctrl-C stops watching, never the job.</summary>
internal static class JobWatch
{
    /// <summary>Watches to the end and returns the exit code that tells the outcome.</summary>
    public static async Task<int> FollowAsync(KubeFateClient client, string uuid, Terminal terminal, OutputFormat format, CancellationToken cancellationToken)
    {
        var progress = new JobProgress();
        // With -o json or yaml stdout is the result alone, so progress goes to stderr.
        IJobWatchView view = format == OutputFormat.Table && terminal.Live
            ? new LiveJobView(terminal)
            : new PlainJobView(format == OutputFormat.Table ? terminal.Out : terminal.Error);
        try
        {
            await view.ShowAsync(client.Jobs.WatchAsync(uuid, after: 0, cancellationToken), progress, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            terminal.Error.WriteLine($"stopped watching; the job goes on. Take it up again with: kubefate job describe --watch {uuid}");
            return ExitCode.Interrupted;
        }

        return await EndAsync(client, uuid, progress, terminal, format, cancellationToken);
    }

    private static async Task<int> EndAsync(
        KubeFateClient client, string uuid, JobProgress progress, Terminal terminal, OutputFormat format, CancellationToken cancellationToken)
    {
        if (format != OutputFormat.Table)
        {
            var job = await client.Jobs.GetAsync(uuid, cancellationToken);
            ResultPrinter.Print(terminal, format, job, WireJson.Default.JobResponse, _ => "");
        }

        if (progress.Failure is { } failure)
        {
            terminal.Error.WriteLine($"error: {failure.Message}");
            if (failure.Detail is { Length: > 0 } detail) terminal.Error.WriteLine(detail.TrimEnd());
            terminal.Error.WriteLine($"more: kubefate job describe {uuid}");
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
