using System.ComponentModel;
using System.Security.Cryptography;
using k8s.Exceptions;

namespace KubeFate.Kubernetes.Connections;

/// <summary>Turns what the library and the system say of an unusable configuration into one failure that names its place.</summary>
internal static class ConfigFailures
{
    /// <summary>Certificates that cannot be read, a sign-in program that is missing, a token file that is gone.</summary>
    public static bool IsConfigFault(Exception error) =>
        error is KubeConfigException or KubernetesClientException or CryptographicException or FormatException or UriFormatException
            or FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException or Win32Exception;

    public static KubernetesException Of(string origin, Exception error) =>
        new(KubernetesFailure.ConfigInvalid, $"{origin} cannot be used: {error.Message}", error);

    public static T Guard<T>(string origin, Func<T> build)
    {
        try
        {
            return build();
        }
        catch (Exception e) when (IsConfigFault(e))
        {
            throw Of(origin, e);
        }
    }
}
