using System.Diagnostics;

namespace KubeFate.Helm.Processes;

/// <summary>
/// What a helm child may know of our environment: what helm, Go and the credential plugins of a kubeconfig read, and nothing else. Our own
/// variables hold the first user's password and the database's.
/// </summary>
internal static class ChildEnvironment
{
    /// <summary>Variables by name, or by their beginning when they end with <c>*</c>.</summary>
    private static readonly string[] Passed =
    [
        // The system's.
        "PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LANGUAGE", "LC_*", "TZ", "TZDIR", "TMPDIR", "TMP", "TEMP", "LD_LIBRARY_PATH", "XDG_*",
        "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "PROGRAMDATA", "PROGRAMFILES",
        // Go's: the resolver, the authorities (crypto/x509) and the runtime.
        "GODEBUG", "GOTRACEBACK", "GOMAXPROCS", "SSL_CERT_FILE", "SSL_CERT_DIR",
        // How the network is reached.
        "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "no_proxy", "all_proxy",
        // client-go: the kubeconfig, the pod's own account, what an exec plugin is told.
        "KUBECONFIG", "KUBERNETES_SERVICE_HOST", "KUBERNETES_SERVICE_PORT", "KUBERNETES_EXEC_INFO",
        // What an operator may set for helm as a whole; every other HELM_* variable would bend a single command.
        "HELM_DRIVER", "HELM_DRIVER_SQL_CONNECTION_STRING", "HELM_MAX_HISTORY",
        // Credential plugins of a kubeconfig: aws, gke-gcloud-auth-plugin, kubelogin, oci, doctl, tsh; and registries' helpers.
        "AWS_*", "GOOGLE_*", "GCLOUD_*", "CLOUDSDK_*", "USE_GKE_GCLOUD_AUTH_PLUGIN", "AZURE_*", "AAD_*", "MSI_*", "IDENTITY_*", "OCI_*",
        "DIGITALOCEAN_*", "TELEPORT_*", "VAULT_*", "DOCKER_CONFIG", "REGISTRY_AUTH_FILE", "KRB5CCNAME", "KRB5_CONFIG", "DBUS_SESSION_BUS_ADDRESS",
    ];

    /// <summary>Removes from a child's environment what neither stands in the list nor is passed by the operator's wish.</summary>
    public static void Narrow(ProcessStartInfo start, IReadOnlyList<string> wished)
    {
        foreach (var name in start.Environment.Keys.Where(name => !IsPassed(name, Passed) && !IsPassed(name, wished)).ToList()) start.Environment.Remove(name);
    }

    private static bool IsPassed(string name, IEnumerable<string> patterns) => patterns.Any(pattern =>
        pattern.EndsWith('*') ? name.StartsWith(pattern[..^1], Comparison) : name.Equals(pattern, Comparison));

    private static StringComparison Comparison => OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
}
