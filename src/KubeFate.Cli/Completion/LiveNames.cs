using System.CommandLine;
using System.CommandLine.Completions;
using KubeFate.Client;
using KubeFate.Client.Charts;
using KubeFate.Client.Clusters;
using KubeFate.Client.Jobs;

namespace KubeFate.Cli.Completion;

/// <summary>
/// Names of what is there, for completion. Who presses TAB waits: only a kept token is used, the service has a second, and what fails
/// completes nothing and says nothing.
/// </summary>
internal static class LiveNames
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public static Func<CompletionContext, IEnumerable<string>> Clusters(CommandContext context) => Of(context, async (client, cancellationToken) =>
        (await client.Clusters.ListAsync(new ClusterQuery(), cancellationToken)).SelectMany(cluster => new[] { cluster.Name, cluster.Uuid }).Distinct());

    /// <summary>The containers and modules of the cluster that the argument names, as <paramref name="find"/> finds it.</summary>
    public static Func<CompletionContext, IEnumerable<string>> Containers(
        CommandContext context, Argument<string> cluster, Func<ParseResult, IReadOnlyList<ClusterResponse>, ClusterResponse?> find) => completion =>
        completion.ParseResult.GetValue(cluster) is not { Length: > 0 } ? [] : Of(context, async (client, cancellationToken) =>
        {
            if (find(completion.ParseResult, await client.Clusters.ListAsync(new ClusterQuery(), cancellationToken)) is not { } found) return [];
            var status = (await client.Clusters.GetAsync(found.Uuid, cancellationToken)).Info?.Status;
            return status is null ? [] : [.. status.Containers.Keys.Concat(status.Deployments.Keys).Concat(status.StatefulSets.Keys).Distinct()];
        })(completion);

    public static Func<CompletionContext, IEnumerable<string>> Jobs(CommandContext context) => Of(context, async (client, cancellationToken) =>
        (await client.Jobs.ListAsync(new JobQuery(), cancellationToken)).Select(job => job.Uuid));

    public static Func<CompletionContext, IEnumerable<string>> Charts(CommandContext context) => Of(context, async (client, cancellationToken) =>
        (await client.Charts.ListAsync(new ChartQuery { Summary = true }, cancellationToken)).Select(chart => $"{chart.Name}/{chart.Version}"));

    public static Func<CompletionContext, IEnumerable<string>> Namespaces(CommandContext context) => Of(context, async (client, cancellationToken) =>
        (await client.Namespaces.ListAsync(cancellationToken)).Select(space => space.Name));

    public static Func<CompletionContext, IEnumerable<string>> Users(CommandContext context) => Of(context, async (client, cancellationToken) =>
        (await client.Users.ListAsync(cancellationToken)).Select(user => user.Username));

    public static Func<CompletionContext, IEnumerable<string>> Contexts(CommandContext context) => completion =>
    {
        try
        {
            return [.. context.Contexts(completion.ParseResult).Read().All.Select(known => known.Name)];
        }
        catch (CommandFailure)
        {
            return [];
        }
    };

    private static Func<CompletionContext, IEnumerable<string>> Of(
        CommandContext context, Func<KubeFateClient, CancellationToken, Task<IEnumerable<string>>> ask) => completion =>
    {
        try
        {
            using var limit = new CancellationTokenSource(Patience, context.Terminal.Clock);
            using var client = context.Connect(completion.ParseResult, context.Load(completion.ParseResult) with { Password = null, OnlyWhenSignedIn = true });
            return ask(client, limit.Token).GetAwaiter().GetResult();
        }
        catch (Exception failure) when (failure is CommandFailure or KubeFateClientException or OperationCanceledException)
        {
            return [];
        }
    };
}
