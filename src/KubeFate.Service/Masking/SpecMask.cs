using System.Text.Json;
using System.Text.Json.Nodes;
using KubeFate.Fate;
using KubeFate.Fate.Secrets;

namespace KubeFate.Service.Masking;

/// <summary>
/// Takes the secrets out of a spec, and nothing else: its shape, its names and all other values stay, so that whoever reads it goes on reading it. Masking what is
/// masked changes nothing.
/// </summary>
internal static class SpecMask
{
    /// <summary>A copy in which the mask stands for every secret scalar.</summary>
    public static JsonNode? Json(JsonNode? node) => Masked(node, whole: false);

    /// <summary>
    /// A cluster.yaml. One without secrets comes back as it is; of another its JSON, without comments, in which a secret may stand too. Numbers keep the form
    /// they are written in.
    /// </summary>
    public static string Text(string clusterYaml)
    {
        var (json, masked) = FromJson(clusterYaml) ?? FromYaml(clusterYaml);
        if (masked is null) return SecretText.Masked(clusterYaml);
        return JsonNode.DeepEquals(json, masked) && SecretText.Masked(clusterYaml) == clusterYaml ? clusterYaml : masked.ToJsonString();
    }

    /// <summary>A scalar as it is shown; <paramref name="whole"/> where a secret belongs.</summary>
    public static JsonNode? Scalar(JsonNode? scalar, bool whole) => Masked(scalar, whole);

    /// <summary>Whether all below a key is secret.</summary>
    public static bool IsWhole(bool above, string key, JsonNode? value, JsonObject among) =>
        (above && value is not JsonObject { Count: 0 }) || SecretNames.IsSecret(key, value, among);

    private static JsonNode? Masked(JsonNode? node, bool whole) => node switch
    {
        JsonObject map => new JsonObject(map.Select(entry => KeyValuePair.Create(entry.Key, Masked(entry.Value, IsWhole(whole, entry.Key, entry.Value, map))))),
        JsonArray list => new JsonArray([.. list.Select(item => Masked(item, whole))]),
        JsonValue value when value.TryGetValue<string>(out var text) => whole && text.Length > 0 ? SecretNames.Mask : SecretText.Masked(text),
        JsonValue value when whole && value.GetValueKind() == JsonValueKind.Number => SecretNames.Mask,
        _ => node?.DeepClone(),
    };

    private static (JsonNode Json, JsonNode? Masked)? FromJson(string text)
    {
        try
        {
            return JsonNode.Parse(text) is JsonObject json ? (json, Json(json)) : null;
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException or InvalidOperationException)
        {
            // YAML; or a key that stands twice or half a character, of which the reader of cluster.yaml knows what they mean.
            return null;
        }
    }

    private static (JsonNode? Json, JsonNode? Masked) FromYaml(string text)
    {
        var json = ClusterFile.Parse(text).Json;
        return (json, Json(json));
    }
}
