using KubeFate.Testing;

namespace KubeFate.Kubernetes.Tests.ApiServer;

/// <summary>A fake server and a gateway to it, for one test.</summary>
public abstract class ServerFixture : IAsyncLifetime
{
    private protected FakeApiServer Server { get; private set; } = null!;

    private protected KubernetesGateway Gateway { get; private set; } = null!;

    private protected TempFolder Folder { get; } = new();

    protected static CancellationToken Token => TimeLimit.Token;

    public async ValueTask InitializeAsync()
    {
        Server = await FakeApiServer.StartAsync();
        Gateway = Server.Connect(Folder);
    }

    public async ValueTask DisposeAsync()
    {
        Gateway.Dispose();
        await Server.DisposeAsync();
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected IAsyncEnumerator<ClusterSnapshot> Watch(CancellationToken? cancellationToken = null) =>
        Gateway.WatchAsync("ns", "fate-9999", cancellationToken ?? Token).GetAsyncEnumerator(CancellationToken.None);

    private protected int Count(string part) => Server.Requests.Count(request => request.Contains(part, StringComparison.Ordinal));

    private protected static Task<KubernetesException> FailsAsync(Func<Task> act) => Assert.ThrowsAsync<KubernetesException>(act);
}
