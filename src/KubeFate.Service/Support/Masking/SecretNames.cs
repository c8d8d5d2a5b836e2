using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace KubeFate.Service.Support.Masking;

/// <summary>Which keys hold a secret. Rather too many than too few.</summary>
internal static partial class SecretNames
{
    /// <summary>Keys that name a secret without being one: what is wrong is often just that name.</summary>
    private static readonly HashSet<string> References = new(StringComparer.OrdinalIgnoreCase)
    {
        "secretName", "secretRef", "secretKeyRef", "imagePullSecrets", "tlsSecret", "existingSecret", "automountServiceAccountToken", "serviceAccountToken",
        "topologyKey", "tokenExpirationSeconds", "secrets", "tokenRequests",
    };

    /// <summary>Whether the value under the key, in this mapping, is a secret.</summary>
    public static bool IsSecret(string key, JsonNode? value, JsonObject among) => key switch
    {
        _ when References.Contains(key) => false,
        // In Kubernetes a key is mostly the name of a label, or of an entry of a Secret.
        "key" => !among.ContainsKey("operator") && !among.ContainsKey("effect") && !among.ContainsKey("name") && !among.ContainsKey("path"),
        // A volume.
        "secret" when value is JsonObject volume && (volume.ContainsKey("secretName") || volume.ContainsKey("name")) => false,
        // An environment variable, or any other pair.
        "value" => Says(among["name"]) || Says(among["key"]),
        _ => Says(key),
    };

    private static bool Says(JsonNode? name) => name is JsonValue text && text.TryGetValue<string>(out var word) && Says(word);

    private static bool Says(string name) => Word().IsMatch(name) || CamelKey().IsMatch(name);

    [GeneratedRegex(@"pass(word|wd|phrase|code)|pwd|(^|[._-])pass$|secret|token|credential|authorization|cookie|dsn$|kubeconfig|dockerconfigjson|(^|[._-])key$|(private|access|api|signing|encryption)[._-]?keys?",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Word();

    [GeneratedRegex("[a-z0-9]Key$")]
    private static partial Regex CamelKey();
}
