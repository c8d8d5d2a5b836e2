namespace KubeFate.Testing;

/// <summary>The real helm and kubectl that tests drive, unpacked by <c>./build.sh tools</c> into the user's cache folder.</summary>
public static class Tools
{
    private static readonly string Cache = Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
            ? cache
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
        "kubefate", "tools");

    /// <summary>helm 4.2.3, the newest, which users get.</summary>
    public static string Helm => Find("helm-4.2.3", "helm");

    /// <summary>helm 4.1.4: prints and merges otherwise than 4.2.</summary>
    public static string Helm41 => Find("helm-4.1.4", "helm");

    /// <summary>helm 3.9.4, the oldest we support.</summary>
    public static string OldHelm => Find("helm-3.9.4", "helm");

    /// <summary>kubectl 1.36.3.</summary>
    public static string Kubectl => Find("kubectl-1.36.3", "kubectl");

    /// <summary>kubectl 1.24.0.</summary>
    public static string OldKubectl => Find("kubectl-1.24.0", "kubectl");

    private static string Find(string folder, string program)
    {
        var path = Path.Combine(Cache, folder, program);
        return File.Exists(path) ? path : throw new FileNotFoundException($"{path} is missing: run ./build.sh tools once", path);
    }
}
