using System.CommandLine;
using KubeFate.Cli.Completion;
using KubeFate.Client.Clusters;

namespace KubeFate.Cli.Arguments;

/// <summary><c>--cluster</c> of a list: what belongs to one cluster, which is named as everywhere. Deleted ones are found too: their jobs are still there.</summary>
internal sealed class ClusterOption
{
    public ClusterOption(CommandContext context) => Word.CompletionSources.Add(LiveNames.Clusters(context));

    public Option<string?> Word { get; } = new("--cluster")
    {
        Description = "Only those of this cluster: its UUID, a unique prefix of it, its name or namespace/name",
        HelpName = "CLUSTER",
    };

    /// <summary>The uuid; null when the option is not given.</summary>
    public async Task<string?> FindUuidAsync(CommandCall call, CancellationToken cancellationToken)
    {
        if (call.Get(Word) is not { } word || Lookup.IsUuid(word)) return call.Get(Word);
        var clusters = await call.Client.Clusters.ListAsync(new ClusterQuery { All = true }, cancellationToken);
        // A name can be used again after a delete; then the cluster that exists is meant.
        var existing = clusters.Where(cluster => cluster.Status != ClusterStatus.Deleted).ToList();
        return Lookup.Find(Lookup.FindAny(existing, word, ClusterArgument.Kind) is [] ? clusters : existing, word, ClusterArgument.Kind).Uuid;
    }
}
