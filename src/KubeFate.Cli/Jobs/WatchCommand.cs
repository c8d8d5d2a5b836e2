using KubeFate.Cli.Arguments;

namespace KubeFate.Cli.Jobs;

/// <summary><c>kubefate job watch JOB</c>.</summary>
internal static class WatchCommand
{
    public static Verb Create(CommandContext context)
    {
        var job = new JobArgument(context);
        return new Verb("watch", "Follow a job to its end; the exit code reports the outcome", "kubefate job watch 59e8cf10") { job.Word, job.Uuid }
            .Does(context, async (call, cancellationToken) => await JobWatch.FollowAsync(call, await job.FindUuidAsync(call, cancellationToken), told: [], call.Interrupt));
    }
}
