using System.Text.Json.Nodes;
using KubeFate.Helm;
using KubeFate.Kubernetes;
using KubeFate.Service.Hosting;

namespace KubeFate.Service.Clusters.Replacing;

/// <summary>
/// Finds what stands between a release and new manifests: the server is asked what it would refuse, and of that what it would take if the object were
/// new has to be deleted first. Nothing is changed here.
/// </summary>
internal sealed class ReplacementPlanner(Lazy<KubernetesGateway> kubernetes)
{
    // Kinds that hold nothing which helm does not write. Claims and volumes are data, and a Secret may hold the only copy of a password.
    private static readonly HashSet<string> Replaceable = new(StringComparer.Ordinal)
    {
        "Service", "Deployment", "StatefulSet", "DaemonSet", "Job", "ConfigMap", "RoleBinding", "PodDisruptionBudget",
    };

    // How Kubernetes words that a field cannot change (apimachinery's and core's validation, 1.23 to 1.36).
    private static readonly string[] WordsOfImmutability = ["immutable", "updates to statefulset spec", "may not change", "may not be set to 'None'", "cannot change"];

    /// <summary>
    /// Throws <c>update_refused</c> when something cannot change and may not be deleted, and what Kubernetes throws when it cannot be asked.
    /// </summary>
    public async Task<ReplacementPlan> PlanAsync(ReleaseName release, IReadOnlyList<JsonObject> manifest, CancellationToken cancellationToken)
    {
        var removals = new List<Removal>();
        var blocked = new List<string>();
        var held = new List<HeldPort>();
        JsonObject[] marked = [.. manifest.Select(item => item.DeepClone().AsObject().Marked(release))];
        await foreach (var result in kubernetes.Value.Objects.DryRunAsync(release.Namespace, marked, new DryRunOptions { Force = true }, cancellationToken))
        {
            if (KeepsAccount(result, release)) removals.Add(Removal(result.Object, result.Live!, "Kubernetes would keep the account of its pods, which goes (spec.template.spec.serviceAccountName)"));
            if (result.Refusal is not { Reason: "Invalid" } refusal) continue;
            held.AddRange(HeldPort.Of(result.Wanted, refusal));
            RefusalCause[] others = [.. refusal.Causes.Where(cause => !HeldPort.IsCause(cause))];
            if (others.Length == 0 || result.Live is not { } live || !live.IsOf(release)) continue;
            if (!live.IsApplied() && !others.Any(IsImmutable)) continue;
            if (await kubernetes.Value.Objects.FindFaultAsync(release.Namespace, result.Wanted, cancellationToken) is not null) continue;
            if (Obstacle(result.Object, live, others) is { } obstacle) blocked.Add(obstacle);
            else removals.Add(Removal(result.Object, live, Why(others)));
        }

        removals.AddRange(await HoldersAsync(release, manifest, held, cancellationToken));
        if (blocked.Count > 0) throw new ServiceException("update_refused", $"nothing was changed, because Kubernetes would refuse it: {string.Join("; ", blocked)}", 409);
        return new ReplacementPlan
        {
            Removals = [.. removals.DistinctBy(removal => removal.Uid)],
            KeptClaims = await ClaimsAsync(release, manifest, cancellationToken),
        };
    }

    // The field has an older name, which the server fills in too: taken out of a manifest, it comes back from there (core/v1's conversion of PodSpec). The pods
    // would wait for an account that helm has deleted.
    private static bool KeepsAccount(DryRunResult result, ReleaseName release) =>
        Account(result.Wanted) is null && Account(result.Applied) is not null && result.Live?.IsOf(release) == true && Replaceable.Contains(result.Object.Kind);

    private static string? Account(JsonObject? workload) => workload?["spec"]?["template"]?["spec"]?["serviceAccountName"]?.ToString();

    private static bool IsImmutable(RefusalCause cause) => WordsOfImmutability.Any(words => cause.Message.Contains(words, StringComparison.OrdinalIgnoreCase));

    private static Removal Removal(ObjectName name, JsonObject live, string why) => new(
        name.ApiVersion, name.Kind, name.Name, live.Uid(), live["spec"]?["type"]?.ToString() == "LoadBalancer" ? why + "; its load balancer may get another address" : why);

    private static string Why(IEnumerable<RefusalCause> causes) =>
        $"Kubernetes does not let it change ({string.Join(", ", causes.Select(cause => cause.Field).Where(field => field.Length > 0).Distinct(StringComparer.Ordinal))})";

    private static string? Obstacle(ObjectName name, JsonObject live, IReadOnlyList<RefusalCause> causes)
    {
        if (!Replaceable.Contains(name.Kind))
            return $"{name}: {string.Join(", ", causes.Select(cause => $"{cause.Field}: {cause.Message}"))}. It is not deleted for that, since it keeps data: leave in cluster.yaml what it has, or make a new one beside it";
        return name.Kind == "StatefulSet" && live["spec"]?["persistentVolumeClaimRetentionPolicy"]?["whenDeleted"]?.ToString() == "Delete"
            ? $"{name} has to be made anew, and its claims would be deleted with it. Keep them first: kubectl patch statefulset {name.Name} --patch '{{\"spec\":{{\"persistentVolumeClaimRetentionPolicy\":{{\"whenDeleted\":\"Retain\"}}}}}}'"
            : null;
    }

    /// <summary>The release's own Services that hold a port which another is to have: helm makes that one before it takes the old one away.</summary>
    private async Task<IReadOnlyList<Removal>> HoldersAsync(
        ReleaseName release, IReadOnlyList<JsonObject> manifest, IReadOnlyList<HeldPort> held, CancellationToken cancellationToken)
    {
        if (held.Count == 0) return [];
        var services = await ListAsync(release, "Service", cancellationToken);
        return
        [
            .. from port in held
               from service in services
               where service.Name() != port.Service && HeldPort.Opens(service, port.Number)
               where !manifest.Any(wanted => wanted.Kind() == "Service" && wanted.Name() == service.Name() && HeldPort.Opens(wanted, port.Number))
               select Removal(new ObjectName("v1", "Service", service.Name()), service, $"its node port {port.Number} goes to Service {port.Service}") with { Frees = port.Number },
        ];
    }

    /// <summary>Claims that the release has and the manifests lack: helm would delete them, and with them what a database wrote.</summary>
    private async Task<IReadOnlyList<string>> ClaimsAsync(ReleaseName release, IReadOnlyList<JsonObject> manifest, CancellationToken cancellationToken) =>
    [
        .. from claim in await ListAsync(release, "PersistentVolumeClaim", cancellationToken)
           where claim.Annotation(LiveObject.KeepAnnotation) != "keep"
           where !manifest.Any(wanted => wanted.Kind() == "PersistentVolumeClaim" && wanted.Name() == claim.Name())
           select claim.Name(),
    ];

    private async Task<IReadOnlyList<JsonObject>> ListAsync(ReleaseName release, string kind, CancellationToken cancellationToken) =>
        [.. (await kubernetes.Value.Objects.ListAsync(release.Namespace, "v1", kind, $"{LiveObject.HelmLabel}=Helm", cancellationToken)).Where(found => found.IsOf(release))];
}
