using System.Text.Json.Nodes;
using KubeFate.Simulator.Patching;

namespace KubeFate.Simulator.Tests.Patching;

/// <summary>One object and what managers do to it, a second apart.</summary>
internal sealed class SimulatedObject
{
    private DateTimeOffset _time = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public JsonObject? Current { get; private set; }

    public void Apply(string manager, string yaml, bool force = false) => Current = TryApply(manager, yaml, force).RequireObject();

    public ApplyResult TryApply(string manager, string yaml, bool force)
    {
        var applied = TestYaml.Object(yaml);
        var request = new ApplyRequest { Manager = manager, Force = force, ApiVersion = (string)applied["apiVersion"]!, Time = Tick() };
        return ServerSideApply.Apply(Current, applied, request, Cases.SchemaOf(applied));
    }

    public void Create(string manager, string yaml)
    {
        var created = TestYaml.Object(yaml);
        ManagedFields.TrackUpdate(null, created, manager, "", (string)created["apiVersion"]!, Tick(), Cases.SchemaOf(created));
        Current = created;
    }

    public void Update(string manager, string subresource, Action<JsonObject> change)
    {
        var after = (JsonObject)Current!.DeepClone();
        change(after);
        ManagedFields.TrackUpdate(Current, after, manager, subresource, (string)after["apiVersion"]!, Tick(), Cases.SchemaOf(after));
        Current = after;
    }

    public JsonObject? Entry(string manager, string subresource = "") =>
        (Current?["metadata"]?["managedFields"] as JsonArray ?? []).OfType<JsonObject>()
            .FirstOrDefault(entry => (string?)entry["manager"] == manager && ((string?)entry["subresource"] ?? "") == subresource);

    public JsonObject FieldsOf(string manager, string subresource = "") => (JsonObject)Entry(manager, subresource)!["fieldsV1"]!;

    private DateTimeOffset Tick() => _time += TimeSpan.FromSeconds(1);
}
