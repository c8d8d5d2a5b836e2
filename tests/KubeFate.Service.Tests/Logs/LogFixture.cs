using KubeFate.Service.Tests.Hosting;
using KubeFate.Testing;

namespace KubeFate.Service.Tests.Logs;

/// <summary>A service with a cluster <c>one</c> of one container and a cluster <c>many</c> of three, on a simulated Kubernetes.</summary>
public sealed class LogFixture : IAsyncLifetime
{
    public const string Ns = "peer-a";

    private readonly TempFolder folder = new();

    internal SimulatedKubernetes Kubernetes { get; private set; } = null!;

    internal RunningService Service { get; private set; } = null!;

    public string Token { get; private set; } = "";

    public string One { get; private set; } = "";

    public string Many { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Kubernetes = await SimulatedKubernetes.StartAsync(folder, Ns, "moving", "empty");
        Service = await Kubernetes.ServeAsync(folder);
        Token = await Service.SignInAsync();
        One = await SimulatedKubernetes.AddClusterAsync(Service, "one", Ns);
        Many = await SimulatedKubernetes.AddClusterAsync(Service, "many", Ns);
        await Kubernetes.DeployAsync(Ns, "one", "web", ["web"]);
        await Kubernetes.DeployAsync(Ns, "many", "nodemanager", ["eggrollpair", "nodemanager"]);
        await Kubernetes.DeployAsync(Ns, "many", "python", ["fateflow"]);
        await Kubernetes.UntilRunningAsync(Ns, 4);
    }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        await Kubernetes.DisposeAsync();
        folder.Dispose();
    }
}
