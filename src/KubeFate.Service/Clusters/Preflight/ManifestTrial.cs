using System.Text.Json.Nodes;
using KubeFate.Helm;
using KubeFate.Kubernetes;
using KubeFate.Service.Clusters.Replacing;

namespace KubeFate.Service.Clusters.Preflight;

/// <summary>
/// Asks the API server what it would do with what helm is to send, object by object, with everything that a real request goes through: validation, quotas,
/// node ports, immutable fields, owners of fields. Answers what a job would fail by.
/// </summary>
internal sealed class ManifestTrial(Lazy<KubernetesGateway> kubernetes)
{
    /// <summary>Why the job would fail, a sentence each.</summary>
    /// <param name="wanted">The release, and what it is to hold.</param>
    /// <param name="plan">What the job will take away before; empty for an install.</param>
    /// <param name="takesOver">Whether fields of other owners are taken over: helm 3 does so always, helm 4 when told to.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    public async Task<IReadOnlyList<string>> FindFaultsAsync(WantedManifest wanted, ReplacementPlan plan, bool takesOver, CancellationToken cancellationToken)
    {
        var faults = new List<string>();
        JsonObject[] marked = [.. wanted.Objects.Select(item => item.DeepClone().AsObject().Marked(wanted.Release))];
        var options = new DryRunOptions { Force = takesOver, FieldValidation = "Ignore" };
        await foreach (var result in kubernetes.Value.Objects.DryRunAsync(wanted.Release.Namespace, marked, options, cancellationToken))
        {
            if (await FaultAsync(wanted, plan, result, cancellationToken) is { } fault) faults.Add(fault);
        }

        return faults;
    }

    private async Task<string?> FaultAsync(WantedManifest wanted, ReplacementPlan plan, DryRunResult result, CancellationToken cancellationToken)
    {
        if (result.Live is { } live && !live.IsOf(wanted.Release)) return Foreign(result.Object, live, wanted.Release);
        if (result.Refusal is not { } refusal || plan.MakesAnew(result.Object) || plan.Frees(result.Wanted, refusal)) return null;
        if (!FieldConflict.Is(refusal)) return Refused(result.Object, refusal);

        // Helm applies where it applied before; objects that helm 3 made it patches as helm 3 did, and asks nobody.
        if (result.Live is { } there && there.IsApplied() && FieldConflict.Text(result.Object, refusal) is { } conflict) return conflict;
        var again = new DryRunOptions { Force = true };
        await foreach (var forced in kubernetes.Value.Objects.DryRunAsync(wanted.Release.Namespace, [result.Wanted], again, cancellationToken))
            return forced.Refusal is { } other && !plan.Frees(forced.Wanted, other) ? Refused(forced.Object, other) : null;
        return null;
    }

    private static string Refused(ObjectName name, KubernetesException refusal) => refusal.Code == KubernetesFailure.NotFound
        ? $"{name}: {refusal.Message}"
        : $"Kubernetes would refuse {name}: {Words(refusal)}";

    private static string Words(KubernetesException refusal) => refusal.Causes.Count == 0
        ? refusal.Detail ?? refusal.Message
        : string.Join("; ", refusal.Causes.Select(cause => cause.Field.Length == 0 ? cause.Message : $"{cause.Field}: {cause.Message}"));

    private static string Foreign(ObjectName name, JsonObject live, ReleaseName release) => live.Owner() is { } owner
        ? $"{name} is there already and belongs to the release {owner}: choose another name or namespace, or delete that release first"
        : $"{name} is there already, and helm did not make it: helm does not take it over. Delete it (kubectl delete {name.Kind.ToLowerInvariant()} {name.Name} -n {release.Namespace}), or choose another namespace";
}
