using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KubeFate.Cli.Registries;

/// <summary>A user of a registry. Never from an argument: every user of the machine can read those.</summary>
internal sealed record RegistryLogin(string UserName, string Password)
{
    /// <summary>Cures of a refused sign-in name these.</summary>
    public const string UserVariable = "KUBEFATE_REGISTRY_USERNAME", PasswordVariable = "KUBEFATE_REGISTRY_PASSWORD";

    private const string HubKey = "https://index.docker.io/v1/";

    /// <summary>From the environment, else from where skopeo, podman and docker keep what their login stored; null when there is none.</summary>
    public static RegistryLogin? Find(string host, Func<string, string?> environment)
    {
        if (environment(UserVariable) is { Length: > 0 } user && environment(PasswordVariable) is { Length: > 0 } password) return new RegistryLogin(user, password);
        return Files(environment).Where(File.Exists).Select(file => Read(file, host)).FirstOrDefault(login => login is not null);
    }

    /// <summary>As the header Authorization has it.</summary>
    public string Basic => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{UserName}:{Password}"));

    private static IEnumerable<string> Files(Func<string, string?> environment)
    {
        if (environment("REGISTRY_AUTH_FILE") is { Length: > 0 } file) yield return file;
        if (environment("XDG_RUNTIME_DIR") is { Length: > 0 } run) yield return Path.Combine(run, "containers", "auth.json");
        if (environment("DOCKER_CONFIG") is { Length: > 0 } docker) yield return Path.Combine(docker, "config.json");
        else if (environment("HOME") is { Length: > 0 } home) yield return Path.Combine(home, ".docker", "config.json");
    }

    // docker login keeps Docker Hub's under the address that the Hub had at first, skopeo and podman under its name.
    private static string[] Keys(string host) =>
        host is ImageReference.Hub or "index.docker.io" or "registry-1.docker.io" ? [ImageReference.Hub, HubKey, "index.docker.io", "registry-1.docker.io"] : [host, "https://" + host, "http://" + host];

    // Helpers that keep passwords elsewhere are programs; they are not run.
    private static RegistryLogin? Read(string file, string host)
    {
        try
        {
            var kept = (JsonNode.Parse(File.ReadAllText(file)) as JsonObject)?["auths"] as JsonObject;
            var entry = Keys(host).Select(key => kept?[key]).FirstOrDefault(found => found is not null) as JsonObject;
            if (entry?["auth"]?.ToString() is not { Length: > 0 } auth) return null;
            var parts = Encoding.UTF8.GetString(Convert.FromBase64String(auth)).Split(':', 2);
            return parts.Length == 2 ? new RegistryLogin(parts[0], parts[1]) : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException or FormatException or ArgumentException or InvalidOperationException)
        {
            throw new CommandFailure(ExitCode.Invalid, $"{file} cannot be read: {failure.Message}. Correct it, or set {UserVariable} and {PasswordVariable}");
        }
    }

    public override string ToString() => UserName;
}
