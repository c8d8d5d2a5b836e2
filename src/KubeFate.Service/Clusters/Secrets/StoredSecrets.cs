using System.Text;
using System.Text.Json.Nodes;
using KubeFate.Client.Clusters;
using KubeFate.Fate;
using KubeFate.Fate.Secrets;
using KubeFate.Service.Hosting;
using KubeFate.Service.Masking;

namespace KubeFate.Service.Clusters.Secrets;

/// <summary>
/// Takes a cluster.yaml that was read from us, masked, and comes back in an update: where the mask stands unchanged the stored secret is meant. Items of a list are
/// found again by their name or id, else by their place.
/// </summary>
internal sealed class StoredSecrets
{
    private static readonly string[] Identities = ["name", "id", "partyId"];

    private readonly List<(string Path, string Message)> faults = [];
    private bool restored;

    private StoredSecrets()
    {
    }

    /// <summary>
    /// The request with the secrets that are stored; the same one when no mask is in it. Throws <see cref="InvalidSpecException"/> that names each mask for which
    /// nothing is stored.
    /// </summary>
    /// <param name="request">As it was sent.</param>
    /// <param name="spec">Its cluster.yaml as it was understood.</param>
    /// <param name="stored">The spec that is stored, as JSON text; null when the cluster is new.</param>
    public static ClusterRequest Restore(ClusterRequest request, JsonObject spec, string? stored)
    {
        var secrets = new StoredSecrets();
        var whole = secrets.Merge(spec, stored is null ? null : JsonNode.Parse(stored), "", isSecret: false);
        if (secrets.faults.Count > 0) throw new InvalidSpecException(secrets.Problems(request));
        return secrets.restored ? request with { Data = Encoding.UTF8.GetBytes(whole!.ToJsonString()) } : request;
    }

    private List<Problem> Problems(ClusterRequest request)
    {
        var text = Encoding.UTF8.GetString(request.Data ?? []);
        return [.. faults.Select(fault => new Problem { Severity = ProblemSeverity.Error, Path = fault.Path, Line = YamlPlace.LineOf(text, fault.Path), Column = 0, Message = fault.Message })];
    }

    private JsonNode? Merge(JsonNode? sent, JsonNode? stored, string path, bool isSecret) => sent switch
    {
        JsonObject map => new JsonObject(map.Select(entry => KeyValuePair.Create(
            entry.Key, Merge(entry.Value, (stored as JsonObject)?[entry.Key], path.Length == 0 ? entry.Key : $"{path}.{entry.Key}", SpecMask.IsWhole(isSecret, entry.Key, entry.Value, map))))),
        JsonArray list => new JsonArray([.. list.Select((item, i) => Merge(item, Counterpart(list, i, stored as JsonArray), $"{path}[{i}]", isSecret))]),
        JsonValue value when value.TryGetValue<string>(out var text) && text.Contains(SecretNames.Mask, StringComparison.Ordinal) => Scalar(value, text, stored, path, isSecret),
        _ => sent?.DeepClone(),
    };

    private JsonNode? Scalar(JsonValue sent, string text, JsonNode? stored, string path, bool isSecret)
    {
        if (stored is JsonValue && SpecMask.Scalar(stored, isSecret)?.ToString() == text)
        {
            restored |= !JsonNode.DeepEquals(stored, sent);
            return stored.DeepClone();
        }

        if (isSecret ? text == SecretNames.Mask : IsMasked(text))
            faults.Add((path, $"{SecretNames.Mask} stands here for a secret that is not shown, and no such secret is stored for this key; write the secret itself"));
        return sent.DeepClone();
    }

    // Anything else in the place of the mask would be masked again: it stands where a secret is.
    private static bool IsMasked(string text) => SecretText.Masked(text.Replace(SecretNames.Mask, "c1Ear4Text", StringComparison.Ordinal)) == text;

    private static JsonNode? Counterpart(JsonArray sent, int at, JsonArray? stored)
    {
        if (stored is null) return null;
        foreach (var identity in Identities)
        {
            if (sent[at] is not JsonObject item || item[identity] is not JsonValue name) continue;
            return stored.OfType<JsonObject>().FirstOrDefault(other => JsonNode.DeepEquals(other[identity], name));
        }

        return at < stored.Count ? stored[at] : null;
    }
}
