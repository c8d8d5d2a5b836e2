using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using KubeFate.Client.Clusters;
using KubeFate.Client.Wire;
using KubeFate.Fate;
using KubeFate.Service.Clusters.Secrets;
using KubeFate.Service.Hosting;
using KubeFate.Service.Jobs.Records;
using KubeFate.Service.Storage;

namespace KubeFate.Service.Clusters;

/// <summary>The cluster.yaml of a request, checked by the code that the command checks it with.</summary>
internal static class RequestedSpec
{
    /// <summary>The spec. Throws <c>spec_invalid</c> with every problem, or <c>request_invalid</c>.</summary>
    public static ClusterSpec Check(ClusterRequest request)
    {
        var file = Read(request);
        return file.Spec ?? throw new InvalidSpecException(file.Problems);
    }

    /// <summary>
    /// The request and its spec with the secrets of the <paramref name="existing"/> cluster, opened, where the request has the mask in their place. Throws <c>spec_invalid</c>
    /// for a mask that stands for nothing.
    /// </summary>
    public static (ClusterRequest Request, ClusterSpec Spec) Restore(ClusterRequest request, ClusterSpec spec, ClusterRecord? existing)
    {
        var restored = StoredSecrets.Restore(request, spec.Values, existing?.Opened?.Spec);
        return restored == request ? (request, spec) : (restored, Check(restored));
    }

    /// <summary>The file with its problems. Throws <c>request_invalid</c> when the request lacks a name or contradicts the file.</summary>
    public static ClusterFile Read(ClusterRequest request) => ClusterFile.Parse(Complete(request));

    /// <summary>cluster.yaml as it was sent, or what stands for it when the request has the names alone.</summary>
    public static string Text(ClusterRequest request, ClusterSpec spec) =>
        request.Data is { Length: > 0 } ? Encoding.UTF8.GetString(request.Data) : spec.Values.ToJsonString();

    /// <summary>Whether the job's request says that fields which others changed are to be set to ours.</summary>
    public static bool Forces(JobRecord job) => job.Request is { } request && JsonSerializer.Deserialize(request, WireJson.Default.ClusterRequest)!.Force;

    /// <summary>Throws <c>request_invalid</c> when a name is missing.</summary>
    public static void RequireNames(ClusterRequest request)
    {
        if (request.ChartName.Length == 0 || request.ChartVersion.Length == 0) throw Invalid("chartVersion cannot be empty");
        if (request.Name.Length == 0) throw Invalid("name cannot be empty");
        if (request.Namespace.Length == 0) throw Invalid("namespace cannot be empty");
    }

    // Old clients name the cluster beside cluster.yaml, and some leave the names out of it.
    private static string Complete(ClusterRequest request)
    {
        RequireNames(request);
        if (request.Data is not { Length: > 0 }) return Named(request, []).ToJsonString();

        var text = Encoding.UTF8.GetString(request.Data);
        return ParseObject(text) is { } json ? Named(request, json).ToJsonString() : text;
    }

    private static JsonObject Named(ClusterRequest request, JsonObject json)
    {
        (string Key, string Value)[] names =
            [("name", request.Name), ("namespace", request.Namespace), ("chartName", request.ChartName), ("chartVersion", request.ChartVersion)];
        foreach (var (key, value) in names)
        {
            if (json[key] is null) json[key] = value;
            else if (json[key]!.ToString() != value) throw Invalid($"{key} is \"{value}\" in the request but {Told(json[key]!)} in cluster.yaml; they must agree");
        }

        return json;
    }

    // A mapping or a list may hold secrets.
    private static string Told(JsonNode value) => value is JsonValue ? $"\"{value}\"" : "no text";

    private static JsonObject? ParseObject(string text)
    {
        try
        {
            var json = JsonNode.Parse(text) as JsonObject;
            if (json is not null && JsonText.FindFault(Encoding.UTF8.GetBytes(text)) is { } fault) throw Invalid($"cluster.yaml, {fault}");
            return json;
        }
        catch (JsonException)
        {
            return null; // YAML, or broken: the parser of cluster.yaml says what it is.
        }
    }

    private static ServiceException Invalid(string message) => new("request_invalid", message, 400);
}
