using System.Text.Json.Nodes;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Resources.Validation;

/// <summary>What every pod spec must hold to, in a pod or in a template.</summary>
internal static class PodRules
{
    /// <param name="claimed">Names of volumes that the workload's own claims bring.</param>
    public static void Spec(JsonNode? spec, string field, Causes causes, params IEnumerable<string> claimed)
    {
        var containers = Objects(spec?["containers"]);
        if (containers.Count == 0) causes.Required(field + ".containers");
        var volumes = Objects(spec?["volumes"]).Select(volume => Text(volume, "name")).Concat(claimed).ToHashSet();
        var names = new HashSet<string>();
        Containers(containers, field + ".containers", names, volumes, causes);
        Containers(Objects(spec?["initContainers"]), field + ".initContainers", names, volumes, causes);
        VolumeRules.Check(spec?["volumes"], field + ".volumes", causes);
        Names(spec, field, causes);
        Dns(spec, field, causes);
        var restart = Text(spec, "restartPolicy");
        if (restart is not ("" or "Always" or "OnFailure" or "Never"))
            causes.Unsupported(field + ".restartPolicy", restart, "Always", "OnFailure", "Never");
        if (ObjectMeta.Number(spec?["activeDeadlineSeconds"]) is < 1 or > int.MaxValue)
            causes.Invalid(field + ".activeDeadlineSeconds", spec!["activeDeadlineSeconds"], "must be between 1 and 2147483647, inclusive");
        if (ObjectMeta.Number(spec?["terminationGracePeriodSeconds"]) is < 0)
            causes.Invalid(field + ".terminationGracePeriodSeconds", spec!["terminationGracePeriodSeconds"], "must be greater than or equal to 0");
    }

    private static void Containers(List<JsonObject> containers, string field, HashSet<string> names, HashSet<string> volumes, Causes causes)
    {
        for (var at = 0; at < containers.Count; at++)
        {
            var (container, here) = (containers[at], $"{field}[{at}]");
            var name = Text(container, "name");
            if (name.Length == 0) causes.Required(here + ".name");
            else if (ObjectNames.LabelProblem(name) is { } problem) causes.Invalid(here + ".name", name, problem);
            else if (!names.Add(name)) causes.Duplicate(here + ".name", name);
            var image = Text(container, "image");
            if (image.Length == 0) causes.Required(here + ".image");
            else if (image != image.Trim()) causes.Invalid(here + ".image", image, "must not have leading or trailing whitespace");
            var pull = Text(container, "imagePullPolicy");
            if (pull is not ("" or "Always" or "IfNotPresent" or "Never"))
                causes.Unsupported(here + ".imagePullPolicy", pull, "Always", "IfNotPresent", "Never");
            ContainerRules.Ports(container["ports"], here + ".ports", causes);
            ContainerRules.Environment(container["env"], here + ".env", causes);
            ProbeRules.Check(container, here, causes);
            Mounts(Objects(container["volumeMounts"]), here + ".volumeMounts", volumes, causes);
            ResourceRules.Check(container["resources"], here + ".resources", causes);
        }
    }

    private static void Mounts(List<JsonObject> mounts, string field, HashSet<string> volumes, Causes causes)
    {
        var paths = new HashSet<string>();
        for (var at = 0; at < mounts.Count; at++)
        {
            var name = Text(mounts[at], "name");
            if (name.Length == 0) causes.Required($"{field}[{at}].name");
            else if (!volumes.Contains(name)) causes.NotFound($"{field}[{at}].name", name);
            var path = Text(mounts[at], "mountPath");
            if (path.Length == 0) causes.Required($"{field}[{at}].mountPath");
            else if (!paths.Add(path)) causes.Invalid($"{field}[{at}].mountPath", path, "must be unique");
        }
    }

    private static void Names(JsonNode? spec, string field, Causes causes)
    {
        foreach (var name in (ReadOnlySpan<string>)["serviceAccountName", "nodeName", "priorityClassName", "runtimeClassName"])
        {
            if (Text(spec, name) is { Length: > 0 } value && ObjectNames.SubdomainProblem(value) is { } problem) causes.Invalid($"{field}.{name}", value, problem);
        }

        foreach (var name in (ReadOnlySpan<string>)["hostname", "subdomain"])
        {
            if (Text(spec, name) is { Length: > 0 } value && ObjectNames.LabelProblem(value) is { } problem) causes.Invalid($"{field}.{name}", value, problem);
        }

        MetadataRules.Labels(spec?["nodeSelector"], field + ".nodeSelector", causes);
    }

    private static void Dns(JsonNode? spec, string field, Causes causes)
    {
        var policy = Text(spec, "dnsPolicy");
        if (policy is not ("" or "ClusterFirstWithHostNet" or "ClusterFirst" or "Default" or "None"))
            causes.Unsupported(field + ".dnsPolicy", policy, "ClusterFirst", "ClusterFirstWithHostNet", "Default", "None");
        if (policy is not "None") return;
        if (spec!["dnsConfig"] is null) causes.Required(field + ".dnsConfig", "must provide `dnsConfig` when `dnsPolicy` is None");
        else if (spec["dnsConfig"]!["nameservers"] is not JsonArray { Count: > 0 })
            causes.Required(field + ".dnsConfig.nameservers", "must provide at least one DNS nameserver when `dnsPolicy` is None");
    }

    private static List<JsonObject> Objects(JsonNode? list) => [.. (list as JsonArray ?? []).OfType<JsonObject>()];

    private static string Text(JsonNode? item, string field) => item?[field]?.ToString() ?? "";
}
