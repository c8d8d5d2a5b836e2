using KubeFate.Testing;

namespace KubeFate.Service.Tests.Hosting;

/// <summary>A service that all tests of a class share which change nothing in it: what is refused leaves no trace.</summary>
public sealed class SharedService : IAsyncLifetime
{
    private readonly TempFolder folder = new();
    private RunningService? running;

    /// <summary>Signed in as the admin.</summary>
    internal RunningService Running => running!;

    public async ValueTask InitializeAsync()
    {
        running = await RunningService.StartAsync(folder);
        await running.SignInAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (running is not null) await running.DisposeAsync();
        folder.Dispose();
    }
}
