using System.Text.Json.Nodes;
using KubeFate.Client.Clusters;
using KubeFate.Fate;
using KubeFate.Service.Hosting;
using KubeFate.Service.Storage;

namespace KubeFate.Service.Clusters;

/// <summary>Which cluster may become what. The refusals are the original's word for word: clients show them.</summary>
internal static class UpdateRules
{
    /// <summary>Throws <c>chart_differs</c> or <c>downgrade</c>.</summary>
    public static void RequireUpgrade(ClusterRecord cluster, string chartName, string chartVersion)
    {
        if (chartName != cluster.ChartName) throw new ServiceException("chart_differs", "doesn't support upgrade between different charts", 409);
        if (IsDowngrade(cluster.ChartVersion, chartVersion)) throw new ServiceException("downgrade", "using kubefate to downgrade a cluster is not supported yet", 409);
    }

    /// <summary>
    /// Throws <c>spec_unchanged</c> when the cluster, opened, runs and is just what is asked for. One that has failed may be told the same again, and
    /// <paramref name="force"/> takes back what others changed.
    /// </summary>
    public static void RequireChange(ClusterRecord cluster, ClusterSpec spec, bool force)
    {
        if (force) return;
        if (cluster.Status == ClusterStatus.Running && cluster.ChartVersion == spec.ChartVersion && JsonNode.DeepEquals(JsonNode.Parse(cluster.Opened!.Spec), spec.Values))
            throw new ServiceException("spec_unchanged", "the configuration file did not change", 409);
    }

    // What is no version cannot be put in order: helm decides then.
    private static bool IsDowngrade(string from, string to) => ChartVersion.Parse(from) is { } old && ChartVersion.Parse(to) is { } wanted && wanted.IsBefore(old);
}
