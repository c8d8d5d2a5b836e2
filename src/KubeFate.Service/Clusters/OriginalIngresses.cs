using System.Text.Json.Nodes;
using KubeFate.Fate;

namespace KubeFate.Service.Clusters;

/// <summary>The Ingresses that the original's charts made for a file that names none: those who come from there miss them.</summary>
internal static class OriginalIngresses
{
    /// <summary>KubeFATE@v1.11.2 helm-charts/FATE/values.yaml and helm-charts/FATE-Serving/values.yaml, ingress.</summary>
    private static readonly (string Module, string Host)[] Defaults =
    [
        ("fateboard", "fateboard.example.com"), ("client", "notebook.example.com"), ("spark", "spark.example.com"), ("rabbitmq", "rabbitmq.example.com"),
        ("pulsar", "pulsar.example.com"), ("servingProxy", "serving-proxy.example.com"), ("servingAdmin", "serving-admin.example.com"),
    ];

    /// <summary>A sentence that names them; null when the file says something of Ingresses, or nothing it installs had one.</summary>
    public static string? Missing(ClusterSpec spec)
    {
        if (spec.Release is null || spec.Values["ingress"] is JsonObject) return null;
        var missed = Defaults.Where(known => spec.Modules.Contains(known.Module, StringComparer.Ordinal) && !HasHost(spec.Values[known.Module])).ToList();
        return missed.Count == 0
            ? null
            : $"ingress is not set, so no Ingress is made, where the original made {string.Join(", ", missed.Select(known => known.Host))}: "
                + $"to open these pages by a name set ingress.{missed[0].Module}.hosts and so on, or reach them with kubectl port-forward";
    }

    private static bool HasHost(JsonNode? section) => section is JsonObject keys && (keys.ContainsKey("ingressHost") || keys.ContainsKey("ingerssHost"));
}
