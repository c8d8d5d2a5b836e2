using KubeFate.Kubernetes.Connections;
using KubeFate.Kubernetes.Resources;

namespace KubeFate.Kubernetes.Access;

/// <summary>Namespaces, and whether one can be used.</summary>
internal static class NamespaceReader
{
    public static async Task<IReadOnlyList<NamespaceInfo>> ListAsync(ApiConnection api, CancellationToken cancellationToken)
    {
        var now = api.Time.GetUtcNow();
        var all = await api.ListAsync(ResourceTypes.Namespaces, ns: null, selector: null, cancellationToken);
        return [.. all.Select(one => Info(one, now)).OrderBy(one => one.Name, StringComparer.Ordinal)];
    }

    public static async Task RequireAsync(ApiConnection api, string ns, CancellationToken cancellationToken)
    {
        var found = await FindAsync(api, ns, cancellationToken);
        if (found?.Status.Phase is "Terminating")
        {
            throw new KubernetesException(
                KubernetesFailure.NamespaceMissing, $"the namespace {ns} is being deleted: wait until it is gone, then create it anew with kubectl create namespace {ns}")
            {
                IsTransient = true,
            };
        }
    }

    public static async Task EnsureAsync(ApiConnection api, string ns, CancellationToken cancellationToken)
    {
        try
        {
            await FindAsync(api, ns, cancellationToken);
        }
        catch (KubernetesException missing) when (missing.Code is KubernetesFailure.NamespaceMissing)
        {
            await CreateAsync(api, ns, cancellationToken);
        }
    }

    private static async Task CreateAsync(ApiConnection api, string ns, CancellationToken cancellationToken)
    {
        var wanted = new Namespace { Metadata = new NamespaceMeta { Name = ns } };
        try
        {
            await api.PostAsync("api/v1/namespaces", wanted, ResourceJson.Default.Namespace, cancellationToken);
        }
        catch (KubernetesException e) when (e.HttpStatus == 409)
        {
            // Somebody else made it just now: it is there.
        }
        catch (KubernetesException e) when (e.Code is KubernetesFailure.Forbidden)
        {
            throw new KubernetesException(
                KubernetesFailure.Forbidden, $"there is no namespace {ns}, and the account ({api.Origin}) may not make one: ask the cluster's administrator for it", e)
            {
                Detail = e.Detail,
            };
        }
    }

    private static async Task<Namespace?> FindAsync(ApiConnection api, string ns, CancellationToken cancellationToken)
    {
        try
        {
            return await api.GetAsync($"api/v1/namespaces/{Uri.EscapeDataString(ns)}", ResourceJson.Default.Namespace, cancellationToken);
        }
        catch (KubernetesException e) when (e.Code == KubernetesFailure.NotFound)
        {
            throw new KubernetesException(
                KubernetesFailure.NamespaceMissing, $"there is no namespace {ns}: create it with kubectl create namespace {ns}, or correct the key namespace", e)
            {
                Detail = e.Detail,
            };
        }
        catch (KubernetesException e) when (e.Code == KubernetesFailure.Forbidden)
        {
            // With rights inside the namespace alone one may not look at the namespace itself; that is no fault if the rights suffice.
            await RightsCheck.RequireAsync(api, ns, RightsTable.Essential, e, cancellationToken);
            return null;
        }
    }

    private static NamespaceInfo Info(Namespace one, DateTimeOffset now)
    {
        var created = one.Metadata.CreationTimestamp ?? now;
        return new NamespaceInfo
        {
            Name = one.Metadata.Name,
            Status = one.Status.Phase,
            Labels = one.Metadata.Labels ?? [],
            Annotations = one.Metadata.Annotations ?? [],
            CreatedAt = created,
            Age = now - created,
        };
    }
}
