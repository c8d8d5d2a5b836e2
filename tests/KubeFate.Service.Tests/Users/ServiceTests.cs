using System.Net.Http.Headers;
using KubeFate.Service.Hosting;
using KubeFate.Service.Tests.Hosting;
using KubeFate.Testing;
using Microsoft.Extensions.Time.Testing;

namespace KubeFate.Service.Tests.Users;

/// <summary>A running service with its own clock, and admin signed in.</summary>
public abstract class ServiceTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private RunningService? _service;

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    private protected RunningService Service => _service ?? throw new InvalidOperationException("not started");

    private protected string Folder => _folder.Path;

    private protected virtual ServiceOptions Configure(ServiceOptions options) => options;

    public async ValueTask InitializeAsync()
    {
        _service = await RunningService.StartAsync(_folder, Configure, Time);
        await Service.SignInAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_service is not null) await _service.DisposeAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected Task<Answer> GetAsync(string path, string? token = null) => Service.SendAsync(HttpMethod.Get, path, token: token);

    private protected Task<Answer> PostAsync(string path, string? body = null, string? token = null) => Service.SendAsync(HttpMethod.Post, path, body, token);

    private protected Task<Answer> PutAsync(string path, string body, string? token = null) => Service.SendAsync(HttpMethod.Put, path, body, token);

    private protected Task<Answer> DeleteAsync(string path, string? token = null) => Service.SendAsync(HttpMethod.Delete, path, token: token);

    /// <summary>Makes a user as admin; the answer is its uuid.</summary>
    private protected async Task<string> AddUserAsync(string name, string role = "operator") =>
        (await PostAsync("v1/user", $$"""{"username":"{{name}}","password":"password-of-{{name}}","role":"{{role}}"}""")).Data("uuid");

    /// <summary>A token of a user, without becoming that user.</summary>
    private protected async Task<string> TokenOfAsync(string name, string? password = null)
    {
        using var answer = await Service.TrySignInAsync(password ?? "password-of-" + name, name);
        return (await RunningService.ReadAsync(answer))["token"]!.GetValue<string>();
    }

    private protected async Task<int> SignInStatusAsync(string name, string password)
    {
        using var answer = await Service.TrySignInAsync(password, name);
        return (int)answer.StatusCode;
    }

    private protected void SignOut() => Service.Http.DefaultRequestHeaders.Authorization = null;

    private protected void Use(string token) => Service.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
}
