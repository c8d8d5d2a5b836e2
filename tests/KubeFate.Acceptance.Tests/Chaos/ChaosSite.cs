using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KubeFate.Service.Tests.Storage.Servers;
using KubeFate.Testing;

namespace KubeFate.Acceptance.Tests.Chaos;

/// <summary>A site whose services may be killed, and whose Kubernetes and database may be shut away, at any moment.</summary>
internal sealed partial class ChaosSite : IAsyncDisposable
{
    public const string Namespace = "chaos";

    /// <summary>A port that something else holds: an update to it fails, and is rolled back.</summary>
    public const int TakenPort = 30099;

    private readonly List<ServiceProcess> services = [];
    private readonly Site site;
    private DatabaseServer? server;

    private ChaosSite(Site site)
    {
        this.site = site;
        Calls = new ChaosCalls(() => new Uri(services[0].Address));
    }

    /// <summary>The services; the first one is called.</summary>
    public IReadOnlyList<ServiceProcess> Services => services;

    public ChaosCalls Calls { get; }

    /// <summary>The doors of what the services need.</summary>
    public TcpGate? Kubernetes { get; private set; }

    public TcpGate? Database { get; private set; }

    public string DataFolder => site.Folder.File("data");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<ChaosSite> OpenAsync(string database, int replicas, string? helm = null)
    {
        var site = await Site.OpenAsync("fast", Namespace);
        var chaos = new ChaosSite(site);
        site.Environment["FATECLOUD_HELM"] = helm ?? Tools.Helm;
        await chaos.ShieldKubernetesAsync();
        await chaos.ShieldDatabaseAsync(database);
        for (var i = 0; i < replicas; i++) chaos.services.Add(await site.StartServiceAsync());
        await site.KubectlAsync("create", "service", "nodeport", "holder", "--tcp=80", $"--node-port={TakenPort}", "-n", Namespace);
        await chaos.Calls.UploadAsync(await ChaosChart.PackAsync(site.Folder, Cancel));
        return chaos;
    }

    /// <summary>Kills one service without a word, and starts another in its place.</summary>
    public async Task<DateTimeOffset> KillAsync(int index)
    {
        var killed = services[index];
        await killed.KillAsync(Cancel);
        var at = TimeProvider.System.GetUtcNow();
        await killed.DisposeAsync();
        // With others alive the clients go to one of them.
        if (services.Count > 1) services.RemoveAt(index);
        var next = await site.StartServiceAsync();
        if (services.Count == 1 && services[0] == killed) services[0] = next;
        else services.Add(next);
        return at;
    }

    /// <summary>The helm release of that name: status and revision; null when there is none.</summary>
    public async Task<(string Status, int Revision)?> ReleaseAsync(string cluster)
    {
        var found = (await site.ReleasesAsync()).Where(one => (string?)one!["name"] == cluster).ToList();
        Assert.True(found.Count < 2, $"{found.Count} releases {cluster}");
        return found is [var release] ? ((string)release!["status"]!, int.Parse((string)release["revision"]!, CultureInfo.InvariantCulture)) : null;
    }

    /// <summary>What the services said, for a failure.</summary>
    public string Log => string.Join("\n--\n", services.Select(service => service.Log));

    public async Task<JsonArray> JobsAsync() => (await Calls.DataAsync("v1/job/")).AsArray();

    public async ValueTask DisposeAsync()
    {
        Calls.Dispose();
        foreach (var service in services) await service.DisposeAsync();
        if (Kubernetes is not null) await Kubernetes.DisposeAsync();
        if (Database is not null) await Database.DisposeAsync();
        if (server is not null) await server.DisposeAsync();
        await site.DisposeAsync();
    }

    private async Task ShieldKubernetesAsync()
    {
        var config = await File.ReadAllTextAsync(site.Kubeconfig, Cancel);
        var address = Address().Match(config);
        Kubernetes = new TcpGate(int.Parse(address.Groups["port"].Value, CultureInfo.InvariantCulture));
        await File.WriteAllTextAsync(site.Kubeconfig, config.Replace(address.Value, $"127.0.0.1:{Kubernetes.Port}", StringComparison.Ordinal), Cancel);
    }

    private async Task ShieldDatabaseAsync(string database)
    {
        if (database == "sqlite") return;
        server = database == "mysql" ? MariaDbServer.Find() : PostgresServer.Find();
        if (server is null) Assert.Skip($"{database} is not installed");
        await server!.StartAsync(Cancel);
        await server.CreateAsync("chaos", Cancel);
        Database = new TcpGate(server.Port);
        var options = server.Options("chaos");
        site.Environment["FATECLOUD_DB_TYPE"] = database;
        // With a database that others share the key is the operator's.
        site.Environment["FATECLOUD_SECRET_KEY"] = Convert.ToBase64String(new byte[32]);
        site.Environment["FATECLOUD_DB_HOST"] = "127.0.0.1";
        site.Environment["FATECLOUD_DB_PORT"] = $"{Database.Port}";
        site.Environment["FATECLOUD_DB_NAME"] = "chaos";
        site.Environment["FATECLOUD_DB_USERNAME"] = options.Username;
        site.Environment["FATECLOUD_DB_PASSWORD"] = options.Password;
    }

    [GeneratedRegex(@"127\.0\.0\.1:(?<port>\d+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Address();
}
