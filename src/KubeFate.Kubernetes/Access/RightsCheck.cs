using KubeFate.Kubernetes.Connections;
using KubeFate.Kubernetes.Resources;

namespace KubeFate.Kubernetes.Access;

/// <summary>Asks the server which of the rights that an installation needs are missing, so that one message names them all.</summary>
internal static class RightsCheck
{
    /// <summary>What helm and the watch do in the namespace. A verb for each is enough to tell a Role from none.</summary>
    private static readonly (string Group, string Resource, string Verb)[] Needed =
    [
        ("", "secrets", "create"), ("", "configmaps", "create"), ("", "services", "create"), ("", "persistentvolumeclaims", "create"),
        ("apps", "deployments", "create"), ("apps", "deployments", "watch"), ("apps", "statefulsets", "create"), ("apps", "statefulsets", "watch"),
        ("networking.k8s.io", "ingresses", "create"), ("", "pods", "list"),
    ];

    /// <summary>Makes sure that nothing is missing.</summary>
    /// <exception cref="KubernetesException">Forbidden, with the rights that are missing.</exception>
    public static async Task RequireAsync(ApiConnection api, string ns, KubernetesException refusal, CancellationToken cancellationToken)
    {
        var missing = await MissingAsync(api, ns, cancellationToken);
        if (missing.Count == 0) return;

        throw new KubernetesException(
            KubernetesFailure.Forbidden,
            $"the account ({api.Origin}) may not {string.Join(", ", missing)} in the namespace {ns}, or the namespace does not exist:"
            + $" ask the cluster's administrator for a Role and a RoleBinding in {ns}",
            refusal)
        {
            Detail = refusal.Detail,
        };
    }

    /// <summary>Such as <c>create secrets</c>; empty when all is allowed.</summary>
    public static async Task<IReadOnlyList<string>> MissingAsync(ApiConnection api, string ns, CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(Needed.Select(right => IsAllowedAsync(api, ns, right, cancellationToken)));
        return [.. Needed.Where((_, i) => !answers[i]).Select(right => $"{right.Verb} {right.Resource}")];
    }

    private static async Task<bool> IsAllowedAsync(
        ApiConnection api, string ns, (string Group, string Resource, string Verb) right, CancellationToken cancellationToken)
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
}
