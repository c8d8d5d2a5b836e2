using k8s;
using k8s.Authentication;
using k8s.KubeConfigModels;

namespace KubeFate.Kubernetes.Connections;

/// <summary>Finds the connection: the file we were given, KUBECONFIG, the pod's account, <c>~/.kube/config</c>, in this order.</summary>
internal static class ConnectionFinder
{
    /// <summary>The first that there is.</summary>
    /// <exception cref="KubernetesException">ConfigInvalid, with the place and the cure.</exception>
    public static ConnectionSettings Find(KubernetesOptions options, ConnectionPlaces places)
    {
        if (!string.IsNullOrEmpty(options.Kubeconfig)) return FromFiles([options.Kubeconfig], options.Context);

        var listed = (places.KubeconfigVariable ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (listed.Length > 0)
        {
            // kubectl passes over listed files that do not exist; when none does, it is a mistake worth a message.
            var existing = listed.Where(File.Exists).ToList();
            return FromFiles(existing.Count > 0 ? existing : listed, options.Context);
        }

        // A context can only be meant for a kubeconfig, so asking for one passes the pod's account by.
        if (places.InCluster && string.IsNullOrEmpty(options.Context))
        {
            return ConfigFailures.Guard("the pod's service account", () => new ConnectionSettings(KubernetesClientConfiguration.InClusterConfig(), "the pod's service account"));
        }

        if (File.Exists(places.DefaultKubeconfig)) return FromFiles([places.DefaultKubeconfig], options.Context);

        throw Invalid(
            $"no Kubernetes connection is configured: set KUBECONFIG or --kubeconfig to a kubeconfig file, or put one at {places.DefaultKubeconfig}"
            + " (for a trial without Kubernetes: kubefate service --simulate)");
    }

    private static ConnectionSettings FromFiles(IReadOnlyList<string> files, string? wanted)
    {
        var place = string.Join(Path.PathSeparator, files);
        var config = Kubeconfig.Load(files);
        var context = ChooseContext(config, wanted, place);
        var origin = $"context {context.Name} of {place}";
        var (cluster, user) = RequireReferences(config, context, origin);

        return ConfigFailures.Guard(origin, () =>
        {
            var built = KubernetesClientConfiguration.BuildConfigFromConfigObject(config, context.Name);
            if (user?.TokenFile is { Length: > 0 } tokenFile) built.TokenProvider = new TokenFileAuth(tokenFile);
            return new ConnectionSettings(built, origin)
            {
                Proxy = cluster.ProxyUrl is { Length: > 0 } proxy ? new Uri(proxy) : null,
                Impersonate = user?.Impersonate,
                ImpersonateGroup = user?.ImpersonateGroups?.SingleOrDefault(),
            };
        });
    }

    private static Context ChooseContext(K8SConfiguration config, string? wanted, string place)
    {
        var names = config.Contexts.Select(context => context.Name).ToList();
        var name = string.IsNullOrEmpty(wanted) ? config.CurrentContext : wanted;
        if (string.IsNullOrEmpty(name))
        {
            throw Invalid($"the kubeconfig {place} has no current-context: choose one of {List(names)} with --context or kubectl config use-context");
        }

        return config.Contexts.FirstOrDefault(context => string.Equals(context.Name, name, StringComparison.Ordinal))
            ?? throw Invalid($"the kubeconfig {place} has no context {name}: it has {List(names)}");
    }

    /// <summary>The context's cluster and user must be there; a user without credentials is dropped, which means an anonymous one.</summary>
    private static (KubeconfigCluster Cluster, KubeconfigUser? User) RequireReferences(K8SConfiguration config, Context context, string origin)
    {
        var details = context.ContextDetails ?? throw Invalid($"{origin} is empty: give it a cluster and a user");
        var cluster = config.Clusters.FirstOrDefault(one => string.Equals(one.Name, details.Cluster, StringComparison.Ordinal))
            ?? throw Invalid($"{origin} names the cluster '{details.Cluster}', which the kubeconfig does not have");
        if (cluster.ClusterEndpoint is not KubeconfigCluster endpoint || !Uri.TryCreate(endpoint.Server, UriKind.Absolute, out var server)
            || server.Scheme is not ("http" or "https"))
        {
            throw Invalid($"the server '{cluster.ClusterEndpoint?.Server}' of {origin} is no address such as https://host:6443");
        }

        if (string.IsNullOrEmpty(details.User)) return (endpoint, null);

        var user = config.Users.FirstOrDefault(one => string.Equals(one.Name, details.User, StringComparison.Ordinal))
            ?? throw Invalid($"{origin} names the user '{details.User}', which the kubeconfig does not have");
        var credentials = user.UserCredentials as KubeconfigUser;

        // Kubernetes wants a header a group, HttpClient joins them into one: better no connection than one with other rights.
        if (credentials?.ImpersonateGroups?.Count() > 1) throw Invalid($"{origin} has several as-groups: only one can be acted as here");

        // The library wants a token it can read at once, and knows no tokenFile: ours replaces this one.
        if (credentials?.TokenFile is { Length: > 0 }) credentials.Token = "from-file";
        if (credentials is null || credentials.IsEmpty) details.User = null;
        return (endpoint, credentials);
    }

    private static string List(List<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);

    private static KubernetesException Invalid(string message) => new(KubernetesFailure.ConfigInvalid, message);
}
