using System.Text.RegularExpressions;
using KubeFate.Kubernetes;

namespace KubeFate.Service.Clusters.Preflight;

/// <summary>Fields that somebody else has changed since helm wrote them (<c>kubectl scale</c>, an autoscaler, an edit).</summary>
internal static partial class FieldConflict
{
    private const string Reason = "FieldManagerConflict";

    public static bool Is(KubernetesException refusal) => refusal.Causes.Count > 0 && refusal.Causes.All(cause => cause.Reason == Reason);

    /// <summary>Who has which field, and the cure; null when all of them are helm's own.</summary>
    public static string? Text(ObjectName name, KubernetesException refusal)
    {
        string[] fields =
        [
            .. refusal.Causes.Select(cause => (cause.Field, Owner: Owner().Match(cause.Message).Groups["owner"].Value)).Where(found => found.Owner != "helm")
                .Select(found => $"{found.Field.TrimStart('.')} ({found.Owner})"),
        ];
        return fields.Length == 0 ? null : $"{name} was changed by somebody else than helm: {string.Join(", ", fields)}. Write those values into cluster.yaml, or take the fields back with --force";
    }

    [GeneratedRegex("conflict with \"(?<owner>[^\"]*)\"", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Owner();
}
