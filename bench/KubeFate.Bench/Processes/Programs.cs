using KubeFate.Testing;

namespace KubeFate.Bench.Processes;

/// <summary>The programs that are measured: ours as <c>./build.sh build</c> leaves them, helm and kubectl as <c>./build.sh tools</c> does.</summary>
internal static class Programs
{
    public static string Command { get; } = Ours("kubefate");

    public static string Service { get; } = Ours("service/kubefate-service");

    /// <summary>The chart of the founding document's release, packaged.</summary>
    public static string Chart { get; } = Ours("service/charts/fate-v1.8.0.tgz");

    /// <summary>A whole cluster.yaml for that chart.</summary>
    public static string Example { get; } = Path.Combine(Repository.Root, "examples", "party-9999", "cluster.yaml");

    public static string Helm => Tools.Helm;

    public static string Kubectl => Tools.Kubectl;

    private static string Ours(string name)
    {
        var path = Path.Combine(Repository.Root, "out", name);
        return File.Exists(path) ? path : throw new FileNotFoundException($"out/{name} is missing: run ./build.sh build once", path);
    }
}
