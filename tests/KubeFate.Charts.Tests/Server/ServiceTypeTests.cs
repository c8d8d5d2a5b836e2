using System.Text.Json.Nodes;
using KubeFate.Charts.Tests.Matrix;
using KubeFate.Charts.Tests.Rendering;
using KubeFate.Fate;
using KubeFate.Testing;

namespace KubeFate.Charts.Tests.Server;

/// <summary>A Service that faces outwards takes each type after each other: Kubernetes lets no headless one do that.</summary>
public sealed class ServiceTypeTests
{
    // Every ordered pair of two different types stands in it once.
    private static readonly string[] Types = ["ClusterIP", "NodePort", "ClusterIP", "LoadBalancer", "NodePort", "LoadBalancer", "ClusterIP"];

    /// <summary>As few combinations as show every Service of every chart that may face outwards; the oldest helm on one of them.</summary>
    public static TheoryData<string, string> Clusters
    {
        get
        {
            var data = new TheoryData<string, string>();
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var cluster in Combination.All.OrderByDescending(cluster => Exposed(cluster).Count))
            {
                var fresh = Exposed(cluster).Where(service => seen.Add($"{cluster.Release.Chart}/{service}")).ToList();
                if (fresh.Count > 0) data.Add(Tools.Helm, cluster.Name);
            }

            data.Add(Tools.OldHelm, Combination.All.First(cluster => cluster.Release.Chart == "fate").Name);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Clusters))]
    public async Task Every_service_that_faces_outwards_changes_its_type_in_both_directions(string helm, string name)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var kubernetes = await SimulatedCluster.StartAsync(cancellationToken);
        var cluster = Combination.All.Single(found => found.Name == name);
        var verb = "install";
        foreach (var type in Types)
        {
            var options = new OptionSet(type, of => OptionSets.With("", of, (_, _) => $"{{ type: {type} }}"));
            // Null: it is the plain cluster that has this type.
            var file = kubernetes.Write("values.json", (MatrixCase.Of(cluster, options) ?? MatrixCase.Of(cluster, OptionSets.Plain)!).Values.ToJsonString());
            string[] call = [verb, "fate-9999", FateChart.FolderOf(cluster.Release.Chart), "-n", SimulatedCluster.Namespace, "-f", file, "--disable-openapi-validation"];
            (await kubernetes.RunAsync(helm, call, cancellationToken)).MustSucceed();
            verb = "upgrade";
            Assert.Equal(Exposed(cluster).Select(service => $"{service} {type}"), await TypesAsync(kubernetes, cluster, cancellationToken));
        }
    }

    [Fact]
    public void No_service_that_may_face_outwards_is_headless()
    {
        var services = FateReleases.All.SelectMany(release => release.Modules.Values).SelectMany(module => module.Services).ToList();
        Assert.Contains(services, service => service.Headless);
        Assert.DoesNotContain(services, service => service is { Exposed: true, Headless: true });
    }

    private static async Task<IEnumerable<string>> TypesAsync(SimulatedCluster kubernetes, Combination cluster, CancellationToken cancellationToken)
    {
        string[] get = ["get", "services", "-n", SimulatedCluster.Namespace, "-o", "json"];
        var list = JsonNode.Parse((await kubernetes.RunAsync(Tools.Kubectl, get, cancellationToken)).MustSucceed().Output)!;
        var types = list["items"]!.AsArray().ToDictionary(service => service!["metadata"]!["name"]!.ToString(), service => service!["spec"]!["type"]!.ToString(), StringComparer.Ordinal);
        return Exposed(cluster).Select(service => $"{service} {types[service]}");
    }

    private static IReadOnlyList<string> Exposed(Combination cluster) =>
        [.. cluster.Modules.SelectMany(module => cluster.Release.Modules[module].Services).Where(service => service.Exposed).Select(service => service.Name)];
}
