using KubeFate.Kubernetes.Connections;
using KubeFate.Testing;

namespace KubeFate.Kubernetes.Tests.ApiServer;

/// <summary>Gateways to the fake server, and reading a watch until it shows what a test waits for.</summary>
internal static class Gateways
{
    public static KubernetesGateway Connect(this FakeApiServer server, TempFolder folder) =>
        KubernetesGateway.Connect(new KubernetesOptions { Kubeconfig = folder.Write("kubeconfig", server.Kubeconfig) }, NoPlaces, TimeProvider.System);

    public static ConnectionPlaces NoPlaces() => new() { DefaultKubeconfig = "/nowhere/config", InCluster = false };

    /// <summary>The next snapshot that fits.</summary>
    public static async Task<ClusterSnapshot> UntilAsync(this IAsyncEnumerator<ClusterSnapshot> watch, Func<ClusterSnapshot, bool> fits)
    {
        while (await watch.MoveNextAsync())
        {
            if (fits(watch.Current)) return watch.Current;
        }

        throw new InvalidOperationException("the watch ended");
    }
}
