using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using System.Text;
using KubeFate.Simulator.Authorization.Policy;
using KubeFate.Simulator.Http;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;
using KubeFate.Testing;

namespace KubeFate.Simulator.Tests.Http;

/// <summary>The API server on a store of its own, without controllers, and with a clock that the test moves.</summary>
internal sealed class TestApi : IAsyncDisposable
{
    private readonly ApiServer server;

    private TestApi(ApiServer server, SimulatedCluster cluster, ObservedTime time)
    {
        (this.server, Cluster, Time) = (server, cluster, time);
        Http = new HttpClient { BaseAddress = server.Address };
    }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public SimulatedCluster Cluster { get; }

    public ObservedTime Time { get; }

    public HttpClient Http { get; private set; }

    public static async Task<TestApi> StartAsync(int history = ObjectStore.DefaultHistory)
    {
        var time = new ObservedTime(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        var (store, types) = (new ObjectStore(time, history), new ServedTypes());
        store.Recorder += (change, _) => CustomTypes.Follow(types, change);
        NewCluster.Furnish(store);
        BootstrapPolicy.Furnish(store);
        var cluster = new SimulatedCluster(store, types, new PodLogs(time), time, "v1.31.0+kubefate-simulator");
        return new(await ApiServer.StartAsync(0, cluster, CancellationToken.None), cluster, time);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await server.DisposeAsync();
    }

    /// <summary>Goes on over TLS, trusting the server's certificate and no other.</summary>
    public void Secure()
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(Cluster.Certificate.Get());
        var handler = new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = policy } };
        Http.Dispose();
        Http = new HttpClient(handler) { BaseAddress = new Uri("https://" + server.Address.Authority) };
    }

    /// <summary>Stops the server while requests are still running.</summary>
    public ValueTask StopAsync() => server.DisposeAsync();

    public async Task<ApiAnswer> SendAsync(HttpMethod method, string path, string? body = null, string? type = null, string? accept = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(type ?? "application/json"));
        if (accept is not null) request.Headers.TryAddWithoutValidation("Accept", accept);
        return await SendAsync(request);
    }

    public async Task<ApiAnswer> SendAsync(HttpRequestMessage request)
    {
        using var response = await Http.SendAsync(request, Cancellation);
        var text = await response.Content.ReadAsStringAsync(Cancellation);
        response.Headers.TryGetValues("Warning", out var warnings);
        return new((int)response.StatusCode, text, response.Content.Headers.ContentType?.ToString(), [.. warnings ?? []]);
    }

    public Task<ApiAnswer> GetAsync(string path, string? accept = null) => SendAsync(HttpMethod.Get, path, accept: accept);

    public Task<ApiAnswer> PostAsync(string path, string body) => SendAsync(HttpMethod.Post, path, body);

    public Task<ApiAnswer> PatchAsync(string path, string type, string body) => SendAsync(HttpMethod.Patch, path, body, type);

    /// <summary>Adds a ConfigMap to the namespace default through the API.</summary>
    public async Task<JsonObject> AddMapAsync(string name, string labels = "{}")
    {
        var answer = await PostAsync(Paths.Maps, "{\"metadata\":{\"name\":\"" + name + "\",\"labels\":" + labels + "},\"data\":{\"k\":\"v\"}}");
        Assert.Equal(201, answer.Code);
        return answer.Json;
    }
}

internal static class Paths
{
    public const string Maps = "/api/v1/namespaces/default/configmaps";
    public const string Pods = "/api/v1/namespaces/default/pods";
    public const string Deployments = "/apis/apps/v1/namespaces/default/deployments";
}

/// <summary>What the server answered.</summary>
internal sealed record ApiAnswer(int Code, string Text, string? ContentType, IReadOnlyList<string> Warnings)
{
    public JsonObject Json => (JsonObject)JsonNode.Parse(Text)!;

    public string? Message => (string?)Json["message"];

    public string? Reason => (string?)Json["reason"];

    public IEnumerable<string> Names => ((JsonArray)Json["items"]!).Select(item => (string)item!["metadata"]!["name"]!);
}
