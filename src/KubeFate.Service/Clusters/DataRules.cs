using System.Text.Json.Nodes;
using KubeFate.Fate;
using KubeFate.Service.Hosting;
using KubeFate.Service.Storage;

namespace KubeFate.Service.Clusters;

/// <summary>
/// What an update to another FATE release does to the data of the party, refused while nothing is changed yet and the spec does not say what is
/// to become of it. What can be migrated the chart migrates (charts/fate/templates/_schema.tpl, _flow_schema.tpl).
/// </summary>
internal static class DataRules
{
    // The claims of Deployments, and the modules whose data an update can take along.
    private static readonly (string Module, string Claim)[] Kept = [("mysql", "mysql-data"), ("python", "python-data"), ("client", "client-data")];

    /// <summary>Throws <c>generation_differs</c> or <c>claims_differ</c>, each with the way.</summary>
    public static void Require(ClusterRecord cluster, ClusterSpec spec)
    {
        if (spec.Release is not { } wanted || FateReleases.Find(cluster.ChartName, cluster.ChartVersion) is not { } present) return;
        RequireGeneration(present, wanted, spec.Values);
        if (spec.Persistence && JsonNode.Parse(cluster.Spec) is JsonObject old && old["persistence"] is JsonValue kept && kept.TryGetValue(out bool persistent) && persistent)
            RequireClaims(present, wanted, old, spec);
    }

    private static void RequireGeneration(FateRelease present, FateRelease wanted, JsonObject values)
    {
        if (present.Generation >= wanted.Generation || Flag(values, "archiveFate1")) return;
        throw new ServiceException("generation_differs",
            $"{wanted.Product} {wanted.Version} cannot read what {present.Version} keeps: its jobs, models and uploaded tables stay behind, and all parties of the federation must change together. "
            + "Export the models that you need, then set archiveFate1: true in cluster.yaml: the old tables are kept in the database under names that begin with fate1_, "
            + $"and {wanted.Version} begins with empty ones. Or install it beside this cluster, in a namespace of its own (docs/upgrade.md)", 409);
    }

    private static void RequireClaims(FateRelease present, FateRelease wanted, JsonObject old, ClusterSpec spec)
    {
        var lost = Kept.Where(kept => spec.Modules.Contains(kept.Module, StringComparer.Ordinal)
            && Kind(present, kept.Module) is { } before && Kind(wanted, kept.Module) is { } after && before != after
            && Claim(spec.Values, kept.Module) is null).ToList();
        if (lost.Count == 0) return;
        var names = lost.Select(kept => $"{kept.Module}.existingClaim: {Claim(old, kept.Module) ?? kept.Claim}");
        throw new ServiceException("claims_differ",
            $"{wanted.Product} {wanted.Version} would not find the volumes of {present.Version}, whose claims have other names, and begin with empty ones. "
            + $"To go on with the data set {string.Join(", ", names)}; to begin anew name claims of your own there. "
            + "Tables in Eggroll are to be uploaded again (docs/upgrade.md)", 409);
    }

    private static string? Kind(FateRelease release, string module) => release.Modules.GetValueOrDefault(module)?.Workloads is [var first, ..] ? first.Kind : null;

    private static string? Claim(JsonObject values, string module) => (values[module] as JsonObject)?["existingClaim"]?.ToString() is { Length: > 0 } claim ? claim : null;

    private static bool Flag(JsonObject values, string key) => values[key] is JsonValue value && value.TryGetValue(out bool set) && set;
}
