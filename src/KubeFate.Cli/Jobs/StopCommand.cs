namespace KubeFate.Cli.Jobs;

/// <summary><c>kubefate job stop JOB</c>. It does not ask: stopping is what one does in a hurry, and a stopped job can be started anew.</summary>
internal static class StopCommand
{
    public static Verb Create(CommandContext context)
    {
        var job = new JobArgument(context);
        return new Verb("stop", "Stop a job; it is wound up and ends as Canceled", "kubefate job stop 59e8cf10") { job.Word, job.Uuid }
            .Does(context, async (call, cancellationToken) =>
            {
                var uuid = await job.FindUuidAsync(call, cancellationToken);
                await call.Client.Jobs.StopAsync(uuid, cancellationToken);
                call.Output.Done(uuid, "Stop Job Success");
                return ExitCode.Success;
            });
    }
}
