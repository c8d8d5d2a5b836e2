using System.Text.Json.Nodes;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Resources;

/// <summary>Events of the core group as <c>events.k8s.io/v1</c> says them: the same facts under other names.</summary>
internal static class EventView
{
    // Core name, name in events.k8s.io.
    private static readonly (string Core, string Served)[] Renamed =
    [
        ("involvedObject", "regarding"), ("message", "note"), ("reportingComponent", "reportingController"), ("source", "deprecatedSource"),
        ("firstTimestamp", "deprecatedFirstTimestamp"), ("lastTimestamp", "deprecatedLastTimestamp"), ("count", "deprecatedCount"),
    ];

    public static TypeView Of(ResourceType core) => new(
        core, item => Rename(item, "events.k8s.io/v1", names => names), item => Rename(item, "v1", names => (names.Served, names.Core)));

    private static JsonObject Rename(JsonObject item, string apiVersion, Func<(string Core, string Served), (string From, string To)> way)
    {
        var names = Renamed.Select(way).ToDictionary(names => names.From, names => names.To);
        var copy = new JsonObject();
        foreach (var (name, value) in item) copy[names.GetValueOrDefault(name, name)] = value?.DeepClone();
        copy["apiVersion"] = apiVersion;
        return copy;
    }
}
