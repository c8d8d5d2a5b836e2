using System.Net.Http.Headers;
using KubeFate.Testing;
using Microsoft.Extensions.Time.Testing;

namespace KubeFate.Service.Tests.Hosting.Conditional;

/// <summary>Two services on one database, with one clock, and an answer of the service whole.</summary>
internal sealed class TwoReplicas : IAsyncDisposable
{
    private readonly TempFolder folder = new();

    private TwoReplicas(FakeTimeProvider time) => Time = time;

    public FakeTimeProvider Time { get; }

    public RunningService One { get; private set; } = null!;

    public RunningService Other { get; private set; } = null!;

    public string Folder => folder.Path;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<TwoReplicas> StartAsync()
    {
        var replicas = new TwoReplicas(new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero)));
        replicas.One = await RunningService.StartAsync(replicas.folder, time: replicas.Time);
        replicas.Other = await RunningService.StartAsync(replicas.folder, time: replicas.Time);
        await replicas.One.SignInAsync();
        await replicas.Other.SignInAsync();
        return replicas;
    }

    /// <summary>Makes a user, and signs it in at the first replica.</summary>
    public async Task<string> AddUserAsync(string name, string role)
    {
        await One.SendAsync(HttpMethod.Post, "v1/user", $$"""{"username":"{{name}}","password":"password-of-{{name}}","role":"{{role}}"}""");
        using var answer = await One.TrySignInAsync("password-of-" + name, name);
        return (await RunningService.ReadAsync(answer))["token"]!.GetValue<string>();
    }

    /// <summary>A GET, with its headers.</summary>
    public static async Task<HttpResponseMessage> GetAsync(RunningService service, string path, string? token = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await service.Http.SendAsync(request, Cancel);
    }

    /// <summary>The body of a GET that is asked for twice, so that the answer is kept.</summary>
    public static async Task<string> KeepAsync(RunningService service, string path, string? token = null)
    {
        var first = await service.SendAsync(HttpMethod.Get, path, token: token);
        Assert.True(first.Status == 200, first.Text);
        Assert.Equal(first.Text, (await service.SendAsync(HttpMethod.Get, path, token: token)).Text);
        return first.Text;
    }

    public async ValueTask DisposeAsync()
    {
        await Other.DisposeAsync();
        await One.DisposeAsync();
        folder.Dispose();
    }
}
