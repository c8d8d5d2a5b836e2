using System.Text;
using System.Text.Json;
using KubeFate.Client.Clusters;
using KubeFate.Client.Wire;
using KubeFate.Fate;
using KubeFate.Service.Masking;

namespace KubeFate.Service.Clusters.Secrets;

/// <summary>A request as a job shows it: without the secrets of its cluster.yaml.</summary>
internal static class MaskedRequest
{
    /// <summary>The request as JSON text, without and with its secrets; the second is null when it has none.</summary>
    public static (string Shown, string? Sealed) Of(ClusterRequest request)
    {
        var text = JsonSerializer.Serialize(request, WireJson.Default.ClusterRequest);
        var shown = Mask(text);
        return (shown, shown == text ? null : text);
    }

    /// <summary>The JSON text of a request without its secrets.</summary>
    public static string Mask(string request)
    {
        if (Read(request) is not { } read) return SecretText.Masked(request);
        if (read.Data is not { Length: > 0 } data) return request;
        var text = Encoding.UTF8.GetString(data);
        var masked = SpecMask.Text(text);
        return masked == text ? request : JsonSerializer.Serialize(read with { Data = Encoding.UTF8.GetBytes(masked) }, WireJson.Default.ClusterRequest);
    }

    /// <summary>Knows the secrets of the request's cluster.yaml.</summary>
    public static SecretMask SecretsOf(string request) => SecretMask.Knowing(Read(request)?.Data is { Length: > 0 } data ? ClusterFile.Parse(Encoding.UTF8.GetString(data)).Json : null);

    private static ClusterRequest? Read(string request)
    {
        try
        {
            return JsonSerializer.Deserialize(request, WireJson.Default.ClusterRequest);
        }
        catch (JsonException)
        {
            return null; // Of no version of ours.
        }
    }
}
