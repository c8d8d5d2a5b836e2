using KubeFate.Simulator.Authorization.Policy;
using KubeFate.Simulator.Controllers;
using KubeFate.Simulator.Http;
using KubeFate.Simulator.Persistence;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Stages;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator;

/// <summary>
/// A Kubernetes API server without containers: unmodified helm, kubectl and client libraries work against it, its pods only claim to run.
/// It listens on the loopback address alone; its kubeconfig is the administrator's, service accounts have the rights that Roles give them.
/// </summary>
public sealed class KubernetesSimulator : IAsyncDisposable
{
    private readonly ApiServer server;
    private readonly ObjectJournal? journal;

    private readonly ControllerHost controllers;

    private KubernetesSimulator(ApiServer server, SimulatedCluster cluster, ControllerHost controllers, ObjectJournal? journal) =>
        (this.server, this.cluster, this.controllers, this.journal) = (server, cluster, controllers, journal);

    private readonly SimulatedCluster cluster;

    /// <summary>Where it listens, such as <c>http://127.0.0.1:41234/</c>.</summary>
    public Uri Address => server.Address;

    /// <summary>A kubeconfig (YAML) whose only context, <c>kubefate-simulator</c>, leads here.</summary>
    public string Kubeconfig => KubeconfigText.Of(Address);

    /// <summary>Which rights were asked for so far, each once: what a Role must give is read from it.</summary>
    public IReadOnlyList<RecordedAccess> Asked => cluster.Authorizer.Record.All;

    /// <summary>A kubeconfig that has the rights of a service account and no others, for a day.</summary>
    /// <exception cref="ArgumentException">There is no such account.</exception>
    public string KubeconfigOf(string ns, string serviceAccount)
    {
        var account = cluster.Store.Get(new(ResourceCatalog.ServiceAccounts, ns, serviceAccount))
            ?? throw new ArgumentException($"there is no service account {ns}/{serviceAccount}; make it first", nameof(serviceAccount));
        return KubeconfigText.OfAccount(Address, cluster.Certificate.Base64Pem, cluster.Tokens.Issue(account, (long)TimeSpan.FromDays(1).TotalSeconds, []), ns);
    }

    /// <summary>Starts with the objects that the data folder holds, or with the four namespaces of a new cluster.</summary>
    /// <exception cref="IOException">The port is taken, or another process uses the data folder.</exception>
    /// <exception cref="ArgumentException">The version is none, or the stage is not known.</exception>
    public static async Task<KubernetesSimulator> StartAsync(SimulatorOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!Version.TryParse(options.Version.TrimStart('v').Split('+', '-')[0], out var parsed) || parsed.Build < 0)
            throw new ArgumentException($"the Kubernetes version \"{options.Version}\" is none; write it as v1.36.2", nameof(options));
        var (store, types) = (new ObjectStore(time), new ServedTypes());
        store.Recorder += (change, _) => CustomTypes.Follow(types, change);
        var journal = options.DataFolder is { } folder ? ObjectJournal.Open(folder, store, types) : null;
        ControllerHost? controllers = null;
        try
        {
            NewCluster.Furnish(store);
            BootstrapPolicy.Furnish(store);
            var version = options.Version.Split('+')[0] + "+kubefate-simulator";
            var cluster = new SimulatedCluster(store, types, new PodLogs(time), time, version);
            controllers = await ControllerHost.StartAsync(
                store, StageCatalog.Load(options.Stage), time, new ControllerOptions { Version = options.Version, Logs = cluster.Logs }, cancellationToken);
            return new(await ApiServer.StartAsync(options.Port, cluster, cancellationToken), cluster, controllers, journal);
        }
        catch
        {
            if (controllers is not null) await controllers.DisposeAsync();
            journal?.Dispose();
            throw;
        }
    }

    /// <summary>Writes <see cref="Kubeconfig"/> to a file that only its owner can read.</summary>
    public async Task WriteKubeconfigAsync(string path, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        // In place whole: whoever waits for the file must not read half of it.
        var draft = path + ".new";
        await using (var writer = new StreamWriter(draft, options)) await writer.WriteAsync(Kubeconfig.AsMemory(), cancellationToken);
        File.Move(draft, path, overwrite: true);
    }

    /// <summary>Ends open watches, closes the port and frees the data folder.</summary>
    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await controllers.DisposeAsync();
        journal?.Dispose();
    }
}
