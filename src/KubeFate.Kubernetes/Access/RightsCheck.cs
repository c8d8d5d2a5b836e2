using KubeFate.Kubernetes.Connections;
using KubeFate.Kubernetes.Resources;

namespace KubeFate.Kubernetes.Access;

/// <summary>Asks the server which of the rights that an installation needs are missing, so that one message names them all.</summary>
internal static class RightsCheck
{
    /// <summary>Without these no installation can go well: helm's own records, and what every chart makes and we watch.</summary>
    private static readonly Right[] Essential =
    [
        new("", "secrets", "create"), new("", "configmaps", "create"), new("", "services", "create"), new("", "pods", "list"),
        new("apps", "deployments", "create"), new("apps", "deployments", "watch"),
        new("apps", "statefulsets", "create"), new("apps", "statefulsets", "watch"),
    ];

    /// <summary>What only some clusters need.</summary>
    private static readonly Right[] Usual =
    [
        new("", "persistentvolumeclaims", "create"), new("", "serviceaccounts", "create"), new("networking.k8s.io", "ingresses", "create"), new("", "events", "watch"),
    ];

    /// <summary>Makes sure that nothing essential is missing.</summary>
    /// <exception cref="KubernetesException">Forbidden, with all rights that are missing.</exception>
    public static async Task RequireAsync(ApiConnection api, string ns, KubernetesException refusal, CancellationToken cancellationToken)
    {
        var missing = await MissingAsync(api, ns, cancellationToken);
        if (!missing.Any(Essential.Contains)) return;

        throw new KubernetesException(
            KubernetesFailure.Forbidden,
            $"the account ({api.Origin}) may not {string.Join(", ", missing)} in the namespace {ns}, or the namespace does not exist:"
            + $" ask the cluster's administrator for a Role and a RoleBinding in {ns}",
            refusal)
        {
            Detail = refusal.Detail,
        };
    }

    /// <summary>The rights that the account does not have, the essential ones first.</summary>
    public static async Task<IReadOnlyList<Right>> MissingAsync(ApiConnection api, string ns, CancellationToken cancellationToken)
    {
        Right[] all = [.. Essential, .. Usual];
        var answers = await Task.WhenAll(all.Select(right => IsAllowedAsync(api, ns, right, cancellationToken)));
        return [.. all.Where((_, i) => !answers[i])];
    }

    private static async Task<bool> IsAllowedAsync(ApiConnection api, string ns, Right right, CancellationToken cancellationToken)
    {
        var review = new AccessReview
        {
            Spec = new AccessReviewSpec
            {
                ResourceAttributes = new ResourceAttributes { Namespace = ns, Verb = right.Verb, Group = right.Group, Resource = right.Resource },
            },
        };
        var answer = await api.PostAsync(
            "apis/authorization.k8s.io/v1/selfsubjectaccessreviews", review, ResourceJson.Default.AccessReview, cancellationToken);
        return answer.Status?.Allowed ?? false;
    }

    /// <summary>To do something with a kind of object.</summary>
    internal sealed record Right(string Group, string Resource, string Verb)
    {
        public override string ToString() => $"{Verb} {Resource}";
    }
}
