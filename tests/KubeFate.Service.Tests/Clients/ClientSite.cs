using KubeFate.Service.Tests.Charts;
using KubeFate.Service.Tests.Hosting;
using KubeFate.Testing;

namespace KubeFate.Service.Tests.Clients;

/// <summary>A service as its clients find it: a Kubernetes behind it, namespaces for two parties, the chart demo.</summary>
public sealed class ClientSite : IAsyncLifetime
{
    public const string Password = "first-password";

    private readonly TempFolder folder = new();
    private SimulatedKubernetes kubernetes = null!;

    internal RunningService Service { get; private set; } = null!;

    public Uri Address => Service.Http.BaseAddress!;

    /// <summary>The packaged chart demo.</summary>
    internal static byte[] Chart => DemoChart.Pack();

    /// <summary>cluster.yaml of a cluster of the chart demo, as JSON.</summary>
    public static string Spec(string name, string ns = "party-9999") => $$"""{"name":"{{name}}","namespace":"{{ns}}","chartName":"demo","chartVersion":"v0.1.0","replicas":1,"image":"nginx:1.25"}""";

    public async ValueTask InitializeAsync()
    {
        kubernetes = await SimulatedKubernetes.StartAsync(folder, "party-9999", "party-10000");
        Service = await kubernetes.ServeAsync(folder, options => options with { Helm = Tools.Helm });
        await Service.MustUploadAsync(Chart);
    }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        await kubernetes.DisposeAsync();
        folder.Dispose();
    }
}
