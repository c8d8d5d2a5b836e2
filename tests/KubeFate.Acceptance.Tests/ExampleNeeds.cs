using System.Text.Json.Nodes;

namespace KubeFate.Acceptance.Tests;

/// <summary>What an operator makes before an example is installed: the objects that its cluster.yaml names and no chart makes.</summary>
internal static class ExampleNeeds
{
    /// <summary>The objects, with contents of the right kind and no worth.</summary>
    public static IEnumerable<JsonObject> Of(JsonObject clusterYaml) =>
        Named(clusterYaml, "", "").Distinct().Select(need => Object(need.Kind, need.Name));

    /// <summary>Each object by kind and name.</summary>
    public static IEnumerable<(string Kind, string Name)> Named(JsonNode? node, string parent, string key) => node switch
    {
        JsonObject map => map.SelectMany(entry => Named(entry.Value, key, entry.Key)),
        JsonArray list => list.SelectMany(item => Named(item, parent, key)),
        JsonValue value => Kind(parent, key) is { } kind && value.ToString() is { Length: > 0 } name ? [(kind, name)] : [],
        _ => [],
    };

    private static string? Kind(string parent, string key) => (parent, key) switch
    {
        // Names in partyList, and in the tls of an ingress, where a missing Secret stops no pod, are told apart by their keys.
        (_, "tlsSecret" or "existingSecret") => "Secret",
        ("imagePullSecrets", "name") => "PullSecret",
        (_, "existingClaim") => "PersistentVolumeClaim",
        (_, "serviceAccountName") => "ServiceAccount",
        _ => null,
    };

    private static JsonObject Object(string kind, string name) => kind switch
    {
        "Secret" => Made("Secret", name, "type", "Opaque", "data", Data("tls.crt", "tls.key", "ca.crt", "broker.cert.pem", "broker.key-pk8.pem", "ca.cert.pem", "username", "password")),
        "PullSecret" => Made("Secret", name, "type", "kubernetes.io/dockerconfigjson", "data", new() { [".dockerconfigjson"] = "eyJhdXRocyI6e319" }),
        "PersistentVolumeClaim" => Made(kind, name, "spec", JsonNode.Parse("""{ "accessModes": ["ReadWriteMany"], "resources": { "requests": { "storage": "1Gi" } } }""")!),
        _ => Made(kind, name),
    };

    private static JsonObject Made(string kind, string name, string? field = null, JsonNode? value = null, string? second = null, JsonObject? other = null)
    {
        JsonObject made = new() { ["apiVersion"] = "v1", ["kind"] = kind, ["metadata"] = new JsonObject { ["name"] = name } };
        if (field is not null) made[field] = value;
        if (second is not null) made[second] = other;
        return made;
    }

    private static JsonObject Data(params string[] keys) => new(keys.Select(key => KeyValuePair.Create(key, (JsonNode?)"aHVzaA==")));
}
