using KubeFate.Cli.Arguments;

namespace KubeFate.Cli.Jobs;

/// <summary><c>kubefate job delete JOB</c>: the record of a job that has ended.</summary>
internal static class DeleteCommand
{
    public static Verb Create(CommandContext context)
    {
        var job = new JobArgument(context);
        return new Verb("delete", "Delete the record of a job that has ended; its cluster stays", "kubefate job delete 59e8cf10 --yes") { job.Word, job.Uuid, context.Options.Yes }
            .Alias("del")
            .Does(context, async (call, cancellationToken) =>
            {
                var uuid = await job.FindUuidAsync(call, cancellationToken);
                await call.ConfirmAsync($"Delete the record of job {uuid}?", cancellationToken);
                await call.Client.Jobs.DeleteAsync(uuid, cancellationToken);
                call.Output.Done(uuid, "delete Job Success");
                return ExitCode.Success;
            });
    }
}
