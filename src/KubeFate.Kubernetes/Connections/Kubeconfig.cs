using k8s.KubeConfigModels;
using KubeFate.Yaml;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace KubeFate.Kubernetes.Connections;

/// <summary>
/// Reads kubeconfig files and merges them as kubectl does: what an earlier file says stands. YamlDotNet is asked directly, because the
/// library's own reader first builds a table of all 1,100 models (600 ms and 30 MB, measured).
/// </summary>
internal static class Kubeconfig
{
    /// <summary>Reads files that must exist.</summary>
    /// <exception cref="KubernetesException">ConfigInvalid: unreadable, not YAML, or empty.</exception>
    public static K8SConfiguration Load(IEnumerable<string> files)
    {
        var merged = new K8SConfiguration { Clusters = [], Contexts = [], Users = [] };
        foreach (var file in files)
        {
            var one = Read(file);
            merged.CurrentContext = string.IsNullOrEmpty(merged.CurrentContext) ? one.CurrentContext : merged.CurrentContext;
            merged.Clusters = [.. merged.Clusters.Concat(one.Clusters).DistinctBy(cluster => cluster.Name, StringComparer.Ordinal)];
            merged.Contexts = [.. merged.Contexts.Concat(one.Contexts).DistinctBy(context => context.Name, StringComparer.Ordinal)];
            merged.Users = [.. merged.Users.Concat(one.Users).DistinctBy(user => user.Name, StringComparer.Ordinal)];
        }

        return merged;
    }

    private static K8SConfiguration Read(string file)
    {
        try
        {
            var reader = new DeserializerBuilder()
                .IgnoreUnmatchedProperties()
                .WithTypeMapping<UserCredentials, KubeconfigUser>()
                .WithTypeMapping<ClusterEndpoint, KubeconfigCluster>()
                .Build();
            var config = GoYaml.Read(File.ReadAllText(file), (parser, _) => reader.Deserialize<K8SConfiguration?>(parser))
                ?? throw Invalid($"the kubeconfig {file} is empty: write one, or name another with --kubeconfig or KUBECONFIG");
            // An entry of a list that says nothing is null.
            (config.Clusters, config.Contexts, config.Users) = (Named(config.Clusters), Named(config.Contexts), Named(config.Users));
            Anchor(config, Path.GetDirectoryName(Path.GetFullPath(file))!);
            return config;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Invalid($"there is no kubeconfig {file}: name one that exists with --kubeconfig or KUBECONFIG", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Invalid($"the kubeconfig {file} cannot be read: {e.Message}", e);
        }
        catch (YamlException e)
        {
            throw Invalid($"the kubeconfig {file} is not a kubeconfig (line {e.Start.Line}): {e.InnerException?.Message ?? e.Message}", e);
        }
    }

    private static List<T> Named<T>(IEnumerable<T?>? entries) where T : class => [.. (entries ?? []).OfType<T>()];

    /// <summary>File names in a kubeconfig count from the folder it lies in.</summary>
    private static void Anchor(K8SConfiguration config, string folder)
    {
        foreach (var cluster in config.Clusters)
        {
            if (cluster.ClusterEndpoint is { } endpoint) endpoint.CertificateAuthority = Absolute(endpoint.CertificateAuthority);
        }

        foreach (var user in config.Users)
        {
            if (user.UserCredentials is not KubeconfigUser credentials) continue;
            credentials.ClientCertificate = Absolute(credentials.ClientCertificate);
            credentials.ClientKey = Absolute(credentials.ClientKey);
            credentials.TokenFile = Absolute(credentials.TokenFile);
            if (credentials.ExternalExecution is { Command: { } command } exec && command.Contains('/', StringComparison.Ordinal))
            {
                exec.Command = Absolute(command);
            }
        }

        string? Absolute(string? path) => string.IsNullOrEmpty(path) ? path : Path.Combine(folder, path);
    }

    private static KubernetesException Invalid(string message, Exception? inner = null) => new(KubernetesFailure.ConfigInvalid, message, inner);
}
