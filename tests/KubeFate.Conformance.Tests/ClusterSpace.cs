using KubeFate.Testing;

namespace KubeFate.Conformance.Tests;

/// <summary>A namespace of one test's own, and the tools pointed at it.</summary>
public sealed class ClusterSpace(ConformanceCluster cluster, string name) : IAsyncDisposable
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public string Name { get; } = name;

    public ConformanceCluster Cluster { get; } = cluster;

    /// <summary>kubectl 1.35.</summary>
    public Task<ToolResult> KubectlAsync(params string[] arguments) => RunAsync(Tools.Kubectl, arguments);

    /// <summary>What kubectl prints, without the line's end; it must succeed.</summary>
    public async Task<string> ReadAsync(params string[] arguments) => (await KubectlAsync(arguments)).MustSucceed().Output.TrimEnd('\n');

    /// <summary>What kubectl says on stderr when it fails, as it must.</summary>
    public async Task<string> RefusedAsync(params string[] arguments)
    {
        var result = await KubectlAsync(arguments);
        Assert.NotEqual(0, result.ExitCode);
        return result.Error.Trim();
    }

    /// <summary>Runs kubectl until what it prints is as wanted; a cluster takes its time.</summary>
    public async Task UntilAsync(string[] arguments, Func<string, bool> wanted)
    {
        using var guard = HangGuard.Begin(Cancellation);
        for (var last = ""; ;)
        {
            if (guard.IsCancellationRequested) Assert.Fail($"kubectl {string.Join(' ', arguments)} still prints: {last}");
            if (wanted(last = await ReadAsync(arguments))) return;
        }
    }

    public Task<ToolResult> RunAsync(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null) =>
        Cluster.RunAsync(program, ["--namespace", Name, .. arguments], environment, Cancellation);

    /// <summary>kubectl that goes on until something ends it.</summary>
    public RunningTool StartKubectl(params string[] arguments) => Cluster.Start(Tools.Kubectl, ["--namespace", Name, .. arguments]);

    /// <summary>kubectl apply of a manifest, with more arguments.</summary>
    public Task<ToolResult> ApplyAsync(string manifest, params string[] arguments) =>
        KubectlAsync(["apply", "-f", Cluster.Write(manifest), .. arguments]);

    public async ValueTask DisposeAsync() =>
        await Cluster.RunAsync(Tools.Kubectl, ["delete", "namespace", Name, "--wait=false"], null, CancellationToken.None);
}
