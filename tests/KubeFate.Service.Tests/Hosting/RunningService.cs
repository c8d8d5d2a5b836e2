using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using KubeFate.Service.Hosting;
using KubeFate.Service.Storage;
using KubeFate.Service.Storage.Sealing;
using KubeFate.Testing;
using Microsoft.AspNetCore.Builder;

namespace KubeFate.Service.Tests.Hosting;

/// <summary>The whole service on SQLite and a free port, with no Kubernetes behind it.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Task running;

    private RunningService(WebApplication app, Task running, HttpClient http)
    {
        this.app = app;
        this.running = running;
        Http = http;
    }

    public HttpClient Http { get; }

    /// <summary>What the service is made of, for tests that put something into its database.</summary>
    public IServiceProvider Services => app.Services;

    public static async Task<RunningService> StartAsync(TempFolder folder, Func<ServiceOptions, ServiceOptions>? change = null, TimeProvider? time = null)
    {
        var options = new ServiceOptions
        {
            DataFolder = folder.Path,
            Database = new DatabaseOptions { DataFolder = folder.Path },
            ChartsFolder = folder.File("no-charts"),
            Port = 0,
            UserPassword = "first-password",
            Kubeconfig = folder.Write("kubeconfig", Kubeconfig),
            NoColor = true,
        };
        options = change?.Invoke(options) ?? options;
        // A database that several services share has no file beside it to keep the key in.
        if (options.Database.Type != DatabaseType.Sqlite && options.SecretKey == new SecretKeyOptions()) options = options with { SecretKey = new SecretKeyOptions { Key = new byte[32] } };
        var app = ServiceHost.Build(options, time);
        var started = new TaskCompletionSource();
        app.Lifetime.ApplicationStarted.Register(() => started.SetResult());
        var running = ServiceStart.RunAsync(app, listening: null, CancellationToken.None);
        await Task.WhenAny(started.Task, running);
        if (running.IsFaulted) await running;
        return new RunningService(app, running, new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.First()) });
    }

    /// <summary>Signs in and sends the token from now on.</summary>
    public async Task<string> SignInAsync(string password = "first-password", string username = "admin")
    {
        using var answer = await TrySignInAsync(password, username);
        var token = (await ReadAsync(answer))["token"]!.GetValue<string>();
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return token;
    }

    public Task<HttpResponseMessage> TrySignInAsync(string password = "first-password", string username = "admin") =>
        Http.PostAsync("v1/user/login", new StringContent($$"""{"username":"{{username}}","password":"{{password}}"}"""), TestContext.Current.CancellationToken);

    /// <summary>Sends and reads the answer; a token of its own is sent instead of the kept one.</summary>
    public async Task<Answer> SendAsync(HttpMethod method, string path, string? body = null, string? token = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new StringContent(body) };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        return new Answer((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public static async Task<JsonNode> ReadAsync(HttpResponseMessage answer) =>
        JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;

    /// <summary>Stops it as SIGTERM does.</summary>
    public Task StopAsync() => app.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.StopAsync(CancellationToken.None);
        await running;
        await app.DisposeAsync();
    }

    // Nothing listens there: whoever asks Kubernetes is refused at once.
    private const string Kubeconfig = """
        apiVersion: v1
        kind: Config
        current-context: none
        contexts: [{name: none, context: {cluster: none, user: none}}]
        clusters: [{name: none, cluster: {server: "http://127.0.0.1:1"}}]
        users: [{name: none, user: {}}]
        """;
}

/// <summary>An answer of the service.</summary>
internal sealed record Answer(int Status, string? Type, string Text)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    /// <summary>The text at a name of the data.</summary>
    public string Data(string name) => Json["data"]![name]!.GetValue<string>();
}
