using KubeFate.Kubernetes.Connections;
using KubeFate.Kubernetes.Resources;

namespace KubeFate.Kubernetes.Access;

/// <summary>
/// Asks the server which rights are missing, so that one message names them all before anything is made. One request tells what our roles
/// allow; what they do not is asked one by one, since an authorizer need not list its rules.
/// </summary>
internal static class RightsCheck
{
    private const string Reviews = "apis/authorization.k8s.io/v1/";

    /// <summary>The rights out of these that the account does not have in the namespace, in their order.</summary>
    public static async Task<IReadOnlyList<Right>> MissingAsync(ApiConnection api, string ns, IEnumerable<Right> wanted, CancellationToken cancellationToken)
    {
        Right[] all = [.. wanted.Distinct()];
        var rules = await RulesAsync(api, ns, cancellationToken);
        Right[] doubtful = [.. all.Where(right => !rules.Any(rule => Covers(rule, right)))];
        var answers = await Task.WhenAll(doubtful.Select(right => IsAllowedAsync(api, ns, right, cancellationToken)));
        return [.. doubtful.Where((_, i) => !answers[i])];
    }

    /// <summary>Makes sure that none of these is missing.</summary>
    /// <exception cref="KubernetesException">Forbidden, with all rights that are missing.</exception>
    public static async Task RequireAsync(ApiConnection api, string ns, IEnumerable<Right> wanted, KubernetesException? refusal, CancellationToken cancellationToken) =>
        RequireNone(api, ns, await MissingAsync(api, ns, wanted, cancellationToken), refusal);

    /// <inheritdoc cref="RequireAsync"/>
    public static void RequireNone(ApiConnection api, string ns, IReadOnlyList<Right> missing, KubernetesException? refusal)
    {
        if (missing.Count == 0) return;

        // Who may not even see the namespace cannot tell a missing right from a missing namespace.
        var doubt = refusal is null ? "" : ", or the namespace does not exist";
        throw new KubernetesException(
            KubernetesFailure.Forbidden,
            $"the account ({api.Origin}) may not {Text(missing)} in the namespace {ns}{doubt}:"
            + $" ask the cluster's administrator for a Role with these rights, and a RoleBinding, in {ns}",
            refusal)
        {
            Detail = refusal?.Detail,
        };
    }

    /// <summary>Such as <c>create and patch deployments.apps, get pods/log</c>.</summary>
    public static string Text(IEnumerable<Right> rights) =>
        string.Join(", ", rights.GroupBy(right => right.Name, StringComparer.Ordinal).Select(group => $"{Verbs([.. group.Select(right => right.Verb)])} {group.Key}"));

    private static string Verbs(string[] verbs) => verbs.Length == 1 ? verbs[0] : $"{string.Join(", ", verbs[..^1])} and {verbs[^1]}";

    private static async Task<List<ResourceRule>> RulesAsync(ApiConnection api, string ns, CancellationToken cancellationToken)
    {
        var review = new RulesReview { Spec = new RulesReviewSpec { Namespace = ns } };
        try
        {
            return (await api.PostAsync(Reviews + "selfsubjectrulesreviews", review, ResourceJson.Default.RulesReview, cancellationToken)).Status?.ResourceRules ?? [];
        }
        catch (KubernetesException e) when (e.Code is KubernetesFailure.NotFound or KubernetesFailure.Forbidden)
        {
            return [];
        }
    }

    private static bool Covers(ResourceRule rule, Right right) =>
        rule.ResourceNames is null or [] && Has(rule.Verbs, right.Verb) && Has(rule.ApiGroups, right.Group) && Has(rule.Resources, right.Resource);

    private static bool Has(List<string>? words, string word) => words is not null && (words.Contains("*", StringComparer.Ordinal) || words.Contains(word, StringComparer.Ordinal));

    private static async Task<bool> IsAllowedAsync(ApiConnection api, string ns, Right right, CancellationToken cancellationToken)
    {
        var (resource, subresource) = right.Resource.Split('/', 2) is [var one, var below] ? (one, below) : (right.Resource, null);
        var review = new AccessReview
        {
            Spec = new AccessReviewSpec
            {
                ResourceAttributes = new ResourceAttributes { Namespace = ns, Verb = right.Verb, Group = right.Group, Resource = resource, Subresource = subresource },
            },
        };
        var answer = await api.PostAsync(Reviews + "selfsubjectaccessreviews", review, ResourceJson.Default.AccessReview, cancellationToken);
        return answer.Status?.Allowed ?? false;
    }
}
