using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace KubeFate.Fate.Secrets;

/// <summary>
/// The one list of what is secret by its name, for the checks, the service and the command. Rather too many than too few. It knows every key that the key
/// catalogues mark as secret; a test holds it.
/// </summary>
public static partial class SecretNames
{
    /// <summary>What stands in place of a secret.</summary>
    public const string Mask = "***";

    /// <summary>Words that name a secret wherever they stand in a name, as a part of a regular expression.</summary>
    public const string Words = "pass(?:word|wd|phrase|code)|pwd|secret|token|credential|authorization|cookie|(?:private|access|api|signing|encryption)[._-]?key";

    /// <summary>Keys that name a secret without being one: what is wrong is often just that name.</summary>
    private static readonly HashSet<string> References = new(StringComparer.OrdinalIgnoreCase)
    {
        "secretName", "secretRef", "secretKeyRef", "imagePullSecrets", "tlsSecret", "existingSecret", "automountServiceAccountToken", "serviceAccountToken",
        "topologyKey", "tokenExpirationSeconds", "secrets", "tokenRequests",
    };

    /// <summary>What stands beside a key that is itself a name.</summary>
    private static readonly string[] NamedBy = ["operator", "effect", "name", "path", "value"];

    /// <summary>Whether a name by itself says that a secret stands under it.</summary>
    public static bool IsSecret(string name) => !References.Contains(name) && Says(name);

    /// <summary>Whether a name has to do with secrets, be it that it only refers to one.</summary>
    public static bool Mentions(string name) => Says(name);

    /// <summary>Whether the value under the key, in this mapping, is a secret.</summary>
    public static bool IsSecret(string key, JsonNode? value, JsonObject among)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(among);
        return key switch
        {
            _ when References.Contains(key) => false,
            // In Kubernetes a key is mostly the name of a label, or of an entry of a Secret.
            "key" => !NamedBy.Any(among.ContainsKey),
            // A volume.
            "secret" when value is JsonObject volume && (volume.ContainsKey("secretName") || volume.ContainsKey("name")) => false,
            // User and password of a registry in one, as docker writes them.
            "auth" => value is JsonValue,
            // An environment variable, or any other pair.
            "value" => Says(among["name"]) || Says(among["key"]),
            _ => Says(key),
        };
    }

    private static bool Says(JsonNode? name) => name is JsonValue text && text.TryGetValue<string>(out var word) && Says(word);

    private static bool Says(string name) => Word().IsMatch(name) || CamelKey().IsMatch(name);

    [GeneratedRegex(Words + @"|(^|[._-])pass$|dsn$|kubeconfig|dockerconfigjson|(^|[._-])key$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex("[a-z0-9]Key$")]
    private static partial Regex CamelKey();
}
