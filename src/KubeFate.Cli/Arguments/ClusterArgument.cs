using System.CommandLine;
using KubeFate.Cli.Completion;
using KubeFate.Client.Clusters;

namespace KubeFate.Cli.Arguments;

/// <summary>The argument that names a cluster, the same on every verb: uuid, unique prefix of it, name, or namespace/name.</summary>
internal sealed class ClusterArgument
{
    public static readonly Kind<ClusterResponse> Kind = new()
    {
        Word = "cluster",
        Uuid = cluster => cluster.Uuid,
        Names = cluster => [cluster.Name, $"{cluster.Namespace}/{cluster.Name}"],
        Shown = cluster => $"{cluster.Namespace}/{cluster.Name}  {cluster.Status}",
        Cure = "say which with -n NAMESPACE or by its uuid",
    };

    public ClusterArgument(CommandContext context)
    {
        Word.CompletionSources.Add(LiveNames.Clusters(context));
        Namespace.CompletionSources.Add(LiveNames.Namespaces(context));
    }

    public Argument<string> Word { get; } = new("CLUSTER") { Description = "Its UUID, a unique prefix of its UUID, its name or namespace/name" };

    public Option<string?> Namespace { get; } = new("--namespace", "-n") { Description = "The namespace, where a name alone is not unique", HelpName = "NAMESPACE" };

    /// <summary>The uuid. A whole uuid is taken as it is; anything else is looked up among the clusters that are not deleted.</summary>
    public async Task<string> FindUuidAsync(CommandCall call, CancellationToken cancellationToken) =>
        call.Get(Word) is var word && Lookup.IsUuid(word) ? word : (await LookUpAsync(call, word, cancellationToken)).Uuid;

    /// <summary>The cluster.</summary>
    public async Task<ClusterResponse> FindAsync(CommandCall call, CancellationToken cancellationToken) =>
        await call.Client.Clusters.GetAsync(await FindUuidAsync(call, cancellationToken), cancellationToken);

    /// <summary>The cluster that a line names, for completion: the first where it can mean several, null where it names none.</summary>
    public ClusterResponse? Named(ParseResult line, IReadOnlyList<ClusterResponse> clusters) =>
        Lookup.FindAny(InNamespace(line, clusters), line.GetValue(Word) ?? "", Kind) is [var first, ..] ? first : null;

    private async Task<ClusterResponse> LookUpAsync(CommandCall call, string word, CancellationToken cancellationToken) =>
        Lookup.Find(InNamespace(call.Options, await call.Client.Clusters.ListAsync(new ClusterQuery(), cancellationToken)), word, Kind);

    private IReadOnlyList<ClusterResponse> InNamespace(ParseResult line, IReadOnlyList<ClusterResponse> clusters) =>
        line.GetValue(Namespace) is { } space ? [.. clusters.Where(cluster => cluster.Namespace == space)] : clusters;
}
