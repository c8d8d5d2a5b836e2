using System.Collections.Concurrent;
using KubeFate.Charts.Tests.Rendering;
using KubeFate.Testing;

namespace KubeFate.Charts.Tests.Matrix;

/// <summary>Every release on every engine with every option set, each rendered once for all who look at it.</summary>
internal static class MatrixCases
{
    private static readonly ConcurrentDictionary<string, Task<Manifests>> Rendered = new(StringComparer.Ordinal);

    public static IReadOnlyList<MatrixCase> All { get; } =
    [
        .. from cluster in Combination.All.AsParallel().AsOrdered()
           from options in OptionSets.All
           let found = MatrixCase.Of(cluster, options)
           where found is not null
           select found,
    ];

    public static Task<Manifests> RenderAsync(MatrixCase found, CancellationToken cancellationToken) =>
        Rendered.GetOrAdd(found.Name, _ => RenderAsync(Tools.Helm, found, cancellationToken));

    public static async Task<Manifests> RenderAsync(string helm, MatrixCase found, CancellationToken cancellationToken)
    {
        var result = await FateChart.RunAsync(helm, found.Values.ToJsonString(), ["--kube-version", found.Options.Kubernetes], cancellationToken);
        return new(result.MustSucceed().Output);
    }
}
