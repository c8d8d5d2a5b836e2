using System.Text.Json.Nodes;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;
using static KubeFate.Simulator.Http.Tables.Cells;
using static KubeFate.Simulator.Http.Tables.TableColumn;

namespace KubeFate.Simulator.Http.Tables;

internal static class ClusterColumns
{
    public static IEnumerable<KeyValuePair<ResourceType, TableColumn[]>> All { get; } =
    [
        new(ResourceCatalog.Namespaces, [Named, Text("Status", item => Cells.Text(item, "status.phase")), Age]),
        new(ResourceCatalog.ConfigMaps, [Named, Number("Data", item => Count(item, "data") + Count(item, "binaryData")), Age]),
        new(ResourceCatalog.Secrets, [Named, Text("Type", item => Cells.Text(item, "type")), Number("Data", item => Count(item, "data")), Age]),
        new(ResourceCatalog.Nodes,
        [
            Named, Text("Status", NodeStatus), Text("Roles", Roles), Age, Text("Version", item => Cells.Text(item, "status.nodeInfo.kubeletVersion")),
            Wide("Internal-IP", item => Address(item, "InternalIP")), Wide("External-IP", item => Address(item, "ExternalIP")),
            Wide("OS-Image", item => Cells.Text(item, "status.nodeInfo.osImage", "<unknown>")),
            Wide("Kernel-Version", item => Cells.Text(item, "status.nodeInfo.kernelVersion", "<unknown>")),
            Wide("Container-Runtime", item => Cells.Text(item, "status.nodeInfo.containerRuntimeVersion", "<unknown>")),
        ]),
        new(ResourceCatalog.Events,
        [
            new("Last Seen", "string", 0, (item, now) => PrintedDuration.Since(LastSeen(item), now)), Text("Type", item => Cells.Text(item, "type")),
            Text("Reason", item => Cells.Text(item, "reason")),
            Text("Object", item => $"{Cells.Text(item, "involvedObject.kind").ToLowerInvariant()}/{Cells.Text(item, "involvedObject.name")}"),
            Wide("Subobject", item => Cells.Text(item, "involvedObject.fieldPath")), Wide("Source", Source),
            Text("Message", item => Cells.Text(item, "message").Trim()),
            new("First Seen", "string", 1, (item, now) => PrintedDuration.Since(At(item, "firstTimestamp") ?? At(item, "eventTime"), now)),
            Number("Count", item => Cells.Number(item, "count", 1)) with { Priority = 1 }, Named with { Priority = 1 },
        ]),
        new(ResourceCatalog.Leases, [Named, Text("Holder", item => Cells.Text(item, "spec.holderIdentity")), Age]),
        new(ResourceCatalog.ResourceQuotas, [Named, Text("Request", item => Quota(item, limits: false)), Text("Limit", item => Quota(item, limits: true)), Age]),
        new(ResourceCatalog.PodDisruptionBudgets,
        [
            Named, Text("Min Available", item => Cells.Text(item, "spec.minAvailable", "N/A")),
            Text("Max Unavailable", item => Cells.Text(item, "spec.maxUnavailable", "N/A")),
            Number("Allowed Disruptions", item => Cells.Number(item, "status.disruptionsAllowed")), Age,
        ]),
        new(ResourceCatalog.PriorityClasses,
        [
            Named, Number("Value", item => Cells.Number(item, "value")), Text("Global-Default", item => IsTrue(item, "globalDefault") ? "true" : "false"), Age,
        ]),
        new(ResourceCatalog.RuntimeClasses, [Named, Text("Handler", item => Cells.Text(item, "handler")), Age]),
        new(ResourceCatalog.MutatingWebhooks, [Named, Number("Webhooks", item => Count(item, "webhooks")), Age]),
        new(ResourceCatalog.ValidatingWebhooks, [Named, Number("Webhooks", item => Count(item, "webhooks")), Age]),
    ];

    private static string NodeStatus(JsonObject node)
    {
        var ready = Objects(node, "status.conditions").FirstOrDefault(condition => Cells.Text(condition, "type") == "Ready");
        var told = ready is null ? "Unknown" : Cells.Text(ready, "status") == "True" ? "Ready" : "NotReady";
        return IsTrue(node, "spec.unschedulable") ? told + ",SchedulingDisabled" : told;
    }

    private static string Roles(JsonObject node)
    {
        const string Role = "node-role.kubernetes.io/";
        return Joined(
            (At(node, "metadata.labels") as JsonObject ?? []).Select(label => label.Key)
                .Where(key => key.StartsWith(Role, StringComparison.Ordinal)).Select(key => key[Role.Length..]).Order(StringComparer.Ordinal),
            None);
    }

    private static string Address(JsonObject node, string type) =>
        Objects(node, "status.addresses").FirstOrDefault(address => Cells.Text(address, "type") == type)?["address"]?.ToString() ?? None;

    private static JsonNode? LastSeen(JsonObject item) =>
        At(item, "series.lastObservedTime") ?? At(item, "lastTimestamp") ?? At(item, "eventTime") ?? At(item, "metadata.creationTimestamp");

    private static string Source(JsonObject item) =>
        Joined(((string[])[Cells.Text(item, "source.component", Cells.Text(item, "reportingComponent")), Cells.Text(item, "source.host")])
            .Where(part => part.Length > 0));

    private static string Quota(JsonObject quota, bool limits) => string.Join(
        ", ",
        (At(quota, "status.hard") as JsonObject ?? [])
            .Where(entry => entry.Key.StartsWith("limits.", StringComparison.Ordinal) == limits).OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => $"{entry.Key}: {quota["status"]?["used"]?[entry.Key]?.ToString() ?? "0"}/{entry.Value}"));
}
