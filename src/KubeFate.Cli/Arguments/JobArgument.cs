using System.CommandLine;
using KubeFate.Cli.Completion;
using KubeFate.Client.Jobs;

namespace KubeFate.Cli.Arguments;

/// <summary>The argument that names a job: its UUID or a unique prefix of it. The original has it as <c>--uuid</c> on some verbs too.</summary>
internal sealed class JobArgument
{
    private static readonly Kind<JobResponse> Kind = new()
    {
        Word = "job",
        Uuid = job => job.Uuid,
        Names = _ => [],
        Shown = job => $"{job.Method}  {job.Status}",
    };

    public JobArgument(CommandContext context)
    {
        Word.CompletionSources.Add(LiveNames.Jobs(context));
        Uuid.CompletionSources.Add(LiveNames.Jobs(context));
    }

    public Argument<string?> Word { get; } = new("JOB") { Description = "Its UUID, or a unique prefix of it", Arity = ArgumentArity.ZeroOrOne };

    public Option<string?> Uuid { get; } = new("--uuid") { Description = "The same as the argument, for scripts written for the original", HelpName = "UUID" };

    /// <summary>The uuid. A whole uuid is taken as it is; anything else is looked up among all jobs.</summary>
    public async Task<string> FindUuidAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var word = call.Get(Word) ?? call.Options.GetValue(Uuid)
            ?? throw new CommandFailure(ExitCode.Usage, "which job? Name it by its uuid, as kubefate job list shows it");
        if (Lookup.IsUuid(word)) return word;
        return Lookup.Find(await call.Client.Jobs.ListAsync(new JobQuery(), cancellationToken), word, Kind).Uuid;
    }
}
