using KubeFate.Testing;

namespace KubeFate.Service.Tests.Clusters.Replacing;

/// <summary>A chart that installs just the objects which its cluster.yaml lists, so that a test can change any of their fields.</summary>
internal static class ShapesChart
{
    /// <summary>A database that is ready at once and keeps its data in a claim.</summary>
    public const string Database = """
        {"apiVersion":"apps/v1","kind":"StatefulSet","metadata":{"name":"db","labels":{"name":"demo1"}},"spec":{"serviceName":"db","podManagementPolicy":"Parallel","selector":{"matchLabels":{"app":"db"}},
        "template":{"metadata":{"labels":{"app":"db","name":"demo1"},"annotations":{"simulator.kubefate.io/stage":"fast"}},"spec":{"containers":[{"name":"db","image":"mysql:8.0","volumeMounts":[{"name":"data","mountPath":"/var/lib/mysql"}]}]}},
        "volumeClaimTemplates":[{"metadata":{"name":"data"},"spec":{"accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"1Gi"}}}}]}}
        """;

    /// <summary>A claim that belongs to the chart.</summary>
    public const string Claim = """{"apiVersion":"v1","kind":"PersistentVolumeClaim","metadata":{"name":"shared"},"spec":{"accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"1Gi"}}}}""";

    /// <summary>Its folder, for helm to pack.</summary>
    public static string Write(TempFolder folder)
    {
        folder.Write("shapes/Chart.yaml", "apiVersion: v2\nname: shapes\nversion: v1.0.0\n");
        folder.Write("shapes/templates/all.yaml", "{{- range .Values.objects }}\n---\n{{ toYaml . }}\n{{- end }}\n");
        return folder.File("shapes");
    }

    /// <summary>A request for demo1 with these objects.</summary>
    public static string Body(params string[] objects) => ClusterSite.Body($"\"objects\":[{string.Join(',', objects)}]", "v1.0.0", chart: "shapes");

    /// <summary>The same whose database never comes up in the time that it is given.</summary>
    public static string LateBody(string database, params string[] objects) => ClusterSite.Body(
        $"{ClusterSite.Late},\"objects\":[{string.Join(',', [database.Replace("\"fast\"", "\"never-ready\"", StringComparison.Ordinal), .. objects])}]", "v1.0.0", chart: "shapes");

    /// <summary>The Service of the database: headless, or of the type with the node port.</summary>
    public static string ServiceOf(string type, int port = 0) => type == "headless"
        ? """{"apiVersion":"v1","kind":"Service","metadata":{"name":"db"},"spec":{"clusterIP":"None","selector":{"app":"db"},"ports":[{"port":3306}]}}"""
        : $$$"""{"apiVersion":"v1","kind":"Service","metadata":{"name":"db"},"spec":{"type":"{{{type}}}","selector":{"app":"db"},"ports":[{"port":3306{{{(port > 0 ? $",\"nodePort\":{port}" : "")}}}}]}}""";
}
