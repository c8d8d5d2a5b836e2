using System.Text.Json.Nodes;
using KubeFate.Simulator.Controllers;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Admission.Security;

/// <summary>Enforces a namespace's Pod Security labels on pods, and warns of workloads whose pods would be refused.</summary>
internal static class PodSecurityAdmission
{
    /// <param name="warn">Gets each warning that the client is to see.</param>
    /// <exception cref="ApiFailure">403: the pod violates the level that is enforced. 422: a label of a namespace is none.</exception>
    public static void Require(ObjectStore store, ObjectKey key, JsonObject item, JsonObject? before, Action<string> warn)
    {
        if (key.Type == ResourceCatalog.Namespaces) RequireLabels(store, key, item, before, warn);
        if (!key.Type.Namespaced || Template(key.Type, item) is not { } pod) return;
        var policy = SecurityPolicy.Of(store.Get(new(ResourceCatalog.Namespaces, "", key.Namespace)));
        if (policy.Enforce.Strictness + policy.Warn.Strictness == 0) return;
        var isPod = key.Type == ResourceCatalog.Pods;
        if (isPod && before is not null && Images(item) == Images(before)) return;
        if (isPod && PodSecurity.Violations(policy.Enforce, pod) is { } refused)
            throw ApiFailure.Forbidden(key.Type, key.Name, $"violates PodSecurity \"{policy.Enforce}\": {refused}");
        if (PodSecurity.Violations(policy.Warn, pod) is { } warned) warn($"would violate PodSecurity \"{policy.Warn}\": {warned}");
    }

    private static PodUnderCheck? Template(ResourceType type, JsonObject item)
    {
        if (type == ResourceCatalog.Pods) return new(item["metadata"], item["spec"]);
        if (type == ResourceCatalog.CronJobs) return Of(item.At("spec", "jobTemplate", "spec", "template"));
        if (type == ResourceCatalog.PodTemplates) return Of(item["template"]);
        var isWorkload = type == ResourceCatalog.Deployments || type == ResourceCatalog.ReplicaSets || type == ResourceCatalog.StatefulSets
            || type == ResourceCatalog.DaemonSets || type == ResourceCatalog.Jobs || type == ResourceCatalog.ReplicationControllers;
        return isWorkload ? Of(item.At("spec", "template")) : null;

        static PodUnderCheck? Of(JsonNode? template) => template is null ? null : new(template["metadata"], template["spec"]);
    }

    // Of what a pod's update may change, only images matter.
    private static string Images(JsonObject pod) => string.Join(' ', new PodUnderCheck(pod["metadata"], pod["spec"]).Containers.Select(container => container.Text("image")));

    private static void RequireLabels(ObjectStore store, ObjectKey key, JsonObject ns, JsonObject? before, Action<string> warn)
    {
        var (now, old) = (SecurityPolicy.Of(ns), SecurityPolicy.Of(before));
        if (now.Problems.Count > 0 && (before is null || !now.Problems.SequenceEqual(old.Problems))) throw ApiFailure.Invalid(key.Type, key.Name, now.Problems);
        if (before is null || now.Enforce == old.Enforce || now.Enforce.Strictness == 0) return;
        if (now.Enforce.Minor == old.Enforce.Minor && now.Enforce.Strictness <= old.Enforce.Strictness) return;
        WarnOfPods(store, key.Name, now.Enforce, warn);
    }

    private static void WarnOfPods(ObjectStore store, string ns, SecurityLevel enforced, Action<string> warn)
    {
        var found = store.List(ResourceCatalog.Pods, ns)
            .Select(pod => (Name: pod.Name(), Violations: PodSecurity.Violations(enforced, new(pod["metadata"], pod["spec"])))).Where(pod => pod.Violations is not null)
            .GroupBy(pod => Reasons(pod.Violations!), StringComparer.Ordinal)
            .Select(group => (Names: group.Select(pod => pod.Name).Order(StringComparer.Ordinal).ToList(), Reasons: group.Key)).ToList();
        if (found.Count == 0) return;
        warn($"existing pods in namespace \"{ns}\" violate the new PodSecurity enforce level \"{enforced}\"");
        foreach (var line in found.Select(entry => Told(entry.Names) + entry.Reasons).Order(StringComparer.Ordinal)) warn(line);
    }

    private static string Told(List<string> names) => names.Count switch
    {
        1 => names[0] + ": ",
        2 => names[0] + " (and 1 other pod): ",
        _ => $"{names[0]} (and {names.Count - 1} other pods): ",
    };

    // The reasons without their details: what stands outside the parentheses.
    private static string Reasons(string violations)
    {
        var (kept, depth) = (new System.Text.StringBuilder(), 0);
        foreach (var letter in violations)
        {
            if (letter == '(') depth++;
            if (depth == 0) kept.Append(letter);
            if (letter == ')') depth--;
        }

        return kept.ToString().Replace(" ,", ",", StringComparison.Ordinal).TrimEnd();
    }
}
