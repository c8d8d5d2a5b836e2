using System.Text.Json.Nodes;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;
using static KubeFate.Simulator.Http.Tables.Cells;
using static KubeFate.Simulator.Http.Tables.TableColumn;

namespace KubeFate.Simulator.Http.Tables;

internal static class WorkloadColumns
{
    private static readonly TableColumn WideContainers = Wide("Containers", Containers);
    private static readonly TableColumn WideImages = Wide("Images", Images);
    private static readonly TableColumn WideSelector = Wide("Selector", item => Selector(item["spec"]?["selector"]));

    public static IEnumerable<KeyValuePair<ResourceType, TableColumn[]>> All { get; } =
    [
        new(ResourceCatalog.Pods, PodColumns.All),
        new(ResourceCatalog.Deployments,
        [
            Named, Ready("status.readyReplicas"), Number("Up-to-date", item => Cells.Number(item, "status.updatedReplicas")),
            Number("Available", item => Cells.Number(item, "status.availableReplicas")), Age, WideContainers, WideImages, WideSelector,
        ]),
        new(ResourceCatalog.StatefulSets, [Named, Ready("status.readyReplicas"), Age, WideContainers, WideImages]),
        new(ResourceCatalog.ReplicaSets, Replicas(item => Selector(item["spec"]?["selector"]))),
        new(ResourceCatalog.ReplicationControllers, Replicas(item => Labels(item["spec"]?["selector"]))),
        new(ResourceCatalog.DaemonSets,
        [
            Named, Number("Desired", item => Cells.Number(item, "status.desiredNumberScheduled")),
            Number("Current", item => Cells.Number(item, "status.currentNumberScheduled")), Number("Ready", item => Cells.Number(item, "status.numberReady")),
            Number("Up-to-date", item => Cells.Number(item, "status.updatedNumberScheduled")), Number("Available", item => Cells.Number(item, "status.numberAvailable")),
            Text("Node Selector", item => Labels(At(item, "spec.template.spec.nodeSelector"))), Age, WideContainers, WideImages, WideSelector,
        ]),
        new(ResourceCatalog.Jobs,
        [
            Named, Text("Status", JobStatus), Text("Completions", Completions), new("Duration", "string", 0, (item, now) => JobDuration(item, now)),
            Age, WideContainers, WideImages, WideSelector,
        ]),
        new(ResourceCatalog.CronJobs,
        [
            Named, Text("Schedule", item => Cells.Text(item, "spec.schedule")), Text("Timezone", item => Cells.Text(item, "spec.timeZone", None)),
            Text("Suspend", item => IsTrue(item, "spec.suspend") ? "True" : "False"), Number("Active", item => Count(item, "status.active")),
            new("Last Schedule", "string", 0, (item, now) => At(item, "status.lastScheduleTime") is { } last ? PrintedDuration.Since(last, now) : None),
            Age, WideContainers, WideImages, Wide("Selector", item => Selector(At(item, "spec.jobTemplate.spec.selector"))),
        ]),
        new(ResourceCatalog.ControllerRevisions,
        [
            Named, Text("Controller", Controller), Number("Revision", item => Cells.Number(item, "revision")), Age,
        ]),
        new(ResourceCatalog.PodTemplates,
        [
            Named, Text("Containers", Containers), Text("Images", Images), Text("Pod Labels", item => Labels(At(item, "template.metadata.labels"))),
        ]),
        new(ResourceCatalog.HorizontalPodAutoscalers,
        [
            Named, Text("Reference", item => $"{Cells.Text(item, "spec.scaleTargetRef.kind")}/{Cells.Text(item, "spec.scaleTargetRef.name")}"),
            Text("Targets", Targets), Text("MinPods", item => Cells.Text(item, "spec.minReplicas", Unset)),
            Number("MaxPods", item => Cells.Number(item, "spec.maxReplicas")), Number("Replicas", item => Cells.Number(item, "status.currentReplicas")), Age,
        ]),
    ];

    private static TableColumn Ready(string path) =>
        Text("Ready", item => $"{Cells.Number(item, path)}/{Cells.Number(item, "spec.replicas")}");

    private static TableColumn[] Replicas(Func<JsonObject, string> selector) =>
    [
        Named, Number("Desired", item => Cells.Number(item, "spec.replicas")), Number("Current", item => Cells.Number(item, "status.replicas")),
        Number("Ready", item => Cells.Number(item, "status.readyReplicas")), Age, WideContainers, WideImages, Wide("Selector", selector),
    ];

    private static string JobStatus(JsonObject job)
    {
        bool Has(string condition) => Objects(job, "status.conditions").Any(found => Cells.Text(found, "type") == condition && Cells.Text(found, "status") == "True");
        if (Has("Complete")) return "Complete";
        if (Has("Failed")) return "Failed";
        if (ObjectMeta.IsDeleting(job)) return "Terminating";
        if (Has("Suspended")) return "Suspended";
        if (Has("FailureTarget")) return "FailureTarget";
        return Has("SuccessCriteriaMet") ? "SuccessCriteriaMet" : "Running";
    }

    private static string Completions(JsonObject job)
    {
        var succeeded = Cells.Number(job, "status.succeeded");
        if (At(job, "spec.completions") is { } completions) return $"{succeeded}/{completions}";
        var parallelism = Cells.Number(job, "spec.parallelism");
        return parallelism > 1 ? $"{succeeded}/1 of {parallelism}" : $"{succeeded}/1";
    }

    private static string JobDuration(JsonObject job, DateTimeOffset now)
    {
        if (PrintedDuration.Parse(At(job, "status.startTime")) is not { } start) return "";
        return PrintedDuration.Of((PrintedDuration.Parse(At(job, "status.completionTime")) ?? now) - start);
    }

    private static string Controller(JsonObject revision)
    {
        var owner = Objects(revision, "metadata.ownerReferences").FirstOrDefault(found => IsTrue(found, "controller"));
        if (owner is null) return None;
        var group = Cells.Text(owner, "apiVersion").Split('/') is [var name, _] ? "." + name : "";
        return $"{Cells.Text(owner, "kind").ToLowerInvariant()}{group}/{Cells.Text(owner, "name")}";
    }

    // No metrics are simulated, so the present value of every target is unknown.
    private static string Targets(JsonObject autoscaler)
    {
        var targets = Objects(autoscaler, "spec.metrics").Select(metric =>
            $"{Cells.Text(metric, "resource.name", "metric")}: <unknown>/{Cells.Text(metric, "resource.target.averageUtilization", "?")}%").ToList();
        return Few(targets, None);
    }
}
