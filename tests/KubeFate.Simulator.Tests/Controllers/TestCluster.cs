using System.Text.Json.Nodes;
using KubeFate.Simulator.Controllers;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Stages;
using KubeFate.Simulator.Storage;
using KubeFate.Testing;
using Microsoft.Extensions.Time.Testing;

namespace KubeFate.Simulator.Tests.Controllers;

/// <summary>A real object store with all controllers on a clock that only the test moves.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    public const string Ns = "fate-9999";

    private readonly string stage;
    private ControllerHost? host;

    private TestCluster(string stage)
    {
        this.stage = stage;
        Store = new(Time);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2025, 3, 1, 8, 0, 0, TimeSpan.Zero));

    public ObjectStore Store { get; }

    public static async Task<TestCluster> StartAsync(string stage = "fast", ControllerOptions? options = null)
    {
        var cluster = new TestCluster(stage);
        await cluster.StartAgainAsync(options);
        cluster.Store.Create(new(ResourceCatalog.Namespaces, "", Ns), new() { ["spec"] = new JsonObject { ["finalizers"] = new JsonArray("kubernetes") } });
        await cluster.SettleAsync();
        return cluster;
    }

    /// <summary>Stops the controllers and starts new ones on the same objects.</summary>
    public async Task StartAgainAsync(ControllerOptions? options = null)
    {
        if (host is not null) await host.DisposeAsync();
        host = await ControllerHost.StartAsync(Store, StageCatalog.Load(stage), Time, options, TestContext.Current.CancellationToken);
        await SettleAsync();
    }

    public async Task StopAsync()
    {
        await host!.DisposeAsync();
        host = null;
    }

    /// <summary>Waits until the controllers have nothing to do before the clock moves.</summary>
    public Task SettleAsync() =>
        host!.WhenIdleAsync(TestContext.Current.CancellationToken).WaitAsync(HangGuard.Limit, TestContext.Current.CancellationToken);

    /// <summary>Moves the clock in small steps, letting the controllers work after each.</summary>
    public async Task AdvanceAsync(TimeSpan duration)
    {
        var step = TimeSpan.FromTicks(Math.Max(TimeSpan.FromMilliseconds(50).Ticks, duration.Ticks / 200));
        for (var passed = TimeSpan.Zero; passed < duration; passed += step)
        {
            Time.Advance(step);
            await SettleAsync();
        }
    }

    public async Task<JsonObject> CreateAsync(ResourceType type, string yaml)
    {
        var item = StageYaml.Read(yaml);
        item.Child("metadata")["namespace"] ??= Ns;
        Store.Create(new(type, type.Namespaced ? item.Namespace() : "", item.Name()), item);
        await SettleAsync();
        return Get(type, item.Name());
    }

    public async Task UpdateAsync(ResourceType type, string name, Action<JsonObject> change)
    {
        Store.Update(Key(type, name), item =>
        {
            change(item);
            return item;
        });
        await SettleAsync();
    }

    /// <summary>Changes the image of a workload's only container.</summary>
    public Task SetImageAsync(ResourceType type, string name, string image) =>
        UpdateAsync(type, name, item => item.At("spec", "template").Items("spec", "containers").Single()["image"] = image);

    public async Task DeleteAsync(ResourceType type, string name, Propagation propagation = Propagation.Background)
    {
        Store.Delete(Key(type, name), new() { Propagation = propagation });
        await SettleAsync();
    }

    public JsonObject Get(ResourceType type, string name) => Find(type, name) ?? throw new InvalidOperationException($"{type} {name} is not there");

    public JsonObject? Find(ResourceType type, string name) => Store.Get(Key(type, name));

    public IReadOnlyList<JsonObject> All(ResourceType type) => Store.List(type, type.Namespaced ? Ns : null);

    public IReadOnlyList<JsonObject> Pods => All(ResourceCatalog.Pods);

    /// <summary>Events as <c>reason: message</c>, in the order they were first told.</summary>
    public IEnumerable<string> Events(string? reason = null) => All(ResourceCatalog.Events)
        .OrderBy(told => told.Name()[^16..], StringComparer.Ordinal)
        .Where(told => reason is null || told.Text("reason") == reason)
        .Select(told => $"{told.Text("reason")}: {told.Text("message")}");

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
    }

    private static ObjectKey Key(ResourceType type, string name) => new(type, type.Namespaced ? Ns : "", name);
}
