using System.Text.Json.Nodes;
using KubeFate.Bench.Processes;
using KubeFate.Fate;

namespace KubeFate.Bench.Services;

/// <summary>The cluster that is installed again and again: the example's, without the ports that only one cluster can have.</summary>
internal static class BenchCluster
{
    /// <summary>Its cluster.yaml, as JSON.</summary>
    public static async Task<JsonObject> SpecAsync(string name, CancellationToken cancellationToken)
    {
        var spec = ClusterFile.Parse(await File.ReadAllTextAsync(Programs.Example, cancellationToken)).Json!;
        spec["name"] = name;
        spec["namespace"] = name;
        foreach (var (_, module) in spec)
        {
            if (module is not JsonObject keys) continue;
            foreach (var port in keys.Select(key => key.Key).Where(key => key.EndsWith("odePort", StringComparison.Ordinal)).ToList()) keys.Remove(port);
        }

        return spec;
    }
}
