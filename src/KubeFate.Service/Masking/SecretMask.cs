using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using KubeFate.Fate.Secrets;

namespace KubeFate.Service.Masking;

/// <summary>
/// Takes secrets out of all that goes into one bundle: by the key they stand under, by their form in any text, and, once learned from a
/// spec or a Secret, wherever they turn up again, as in a log that prints a password by itself.
/// </summary>
internal sealed class SecretMask
{
    // A shorter one, such as "fate", is also a word of every other line.
    private const int ShortestLearned = 6;

    private readonly HashSet<string> learned = new(StringComparer.Ordinal);

    /// <summary>A mask that knows the secrets of a spec.</summary>
    public static SecretMask Knowing(JsonNode? spec)
    {
        var mask = new SecretMask();
        mask.Learn(spec);
        return mask;
    }

    /// <summary>A text of any number of lines.</summary>
    public string Text(string text) => SecretText.Masked(Known(text));

    /// <summary>A sentence of ours or of another program, in which only what was learned is masked: a sentence about a password is none.</summary>
    public string Known(string text)
    {
        foreach (var secret in learned) text = text.Replace(secret, SecretText.Mask, StringComparison.Ordinal);
        return text;
    }

    /// <summary>A copy of the JSON; Kubernetes objects without what kubectl and controllers wrote about their own work.</summary>
    public JsonNode? Json(JsonNode? node) => Masked(node, whole: false, learn: false);

    /// <summary>The same, and what is masked by its key is known from then on.</summary>
    public JsonNode? Learn(JsonNode? node) => Masked(node, whole: false, learn: true);

    /// <summary>A secret that is known from elsewhere.</summary>
    public void Learn(string? secret)
    {
        if (secret is not { Length: >= ShortestLearned }) return;
        learned.Add(secret);
        // As it stands in JSON, and in a Secret.
        learned.Add(JsonEncodedText.Encode(secret).ToString());
        learned.Add(Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)));
    }

    private JsonNode? Masked(JsonNode? node, bool whole, bool learn) => node switch
    {
        JsonObject map => Masked(map, whole, learn),
        JsonArray list => new JsonArray([.. list.Select(item => Masked(item, whole, learn))]),
        JsonValue value when value.TryGetValue<string>(out var text) => Masked(text, whole, learn),
        JsonValue value when whole && value.GetValueKind() == JsonValueKind.Number => Hide(value.ToJsonString(), learn),
        _ => node?.DeepClone(),
    };

    private JsonObject Masked(JsonObject map, bool whole, bool learn)
    {
        var isSecret = map["kind"] is JsonValue kind && kind.TryGetValue<string>(out var word) && word == "Secret";
        var masked = new JsonObject();
        foreach (var (key, value) in map)
        {
            if (key is "managedFields" or "kubectl.kubernetes.io/last-applied-configuration") continue;
            if (isSecret && key is "data" or "stringData") masked[key] = Entries(value, encoded: key == "data", learn);
            else masked[key] = Masked(value, (whole && value is not JsonObject { Count: 0 }) || SecretNames.IsSecret(key, value, map), learn);
        }

        return masked;
    }

    /// <summary>The entries of a Secret: their names stay.</summary>
    private JsonNode? Entries(JsonNode? entries, bool encoded, bool learn)
    {
        if (entries is not JsonObject map) return entries is null ? null : SecretText.Mask;
        foreach (var (_, value) in map)
        {
            if (learn && value is JsonValue text && text.TryGetValue<string>(out var entry)) LearnEntry(encoded ? Decoded(entry) : entry);
        }

        return new JsonObject(map.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)SecretText.Mask)));
    }

    // An entry may be a whole file: then its lines that name a secret hold one.
    private void LearnEntry(string entry)
    {
        if (!entry.Contains('\n', StringComparison.Ordinal))
        {
            Learn(entry);
            return;
        }

        foreach (var line in entry.Split('\n')) Learn(SecretLine.ValueOf(line));
    }

    private JsonValue? Masked(string text, bool whole, bool learn) => whole ? Hide(text, learn) : JsonValue.Create(Text(text));

    private JsonValue? Hide(string secret, bool learn)
    {
        // Nothing is worth telling: a password that was never set.
        if (secret.Length == 0) return JsonValue.Create("");
        if (learn) Learn(secret);
        return JsonValue.Create(SecretText.Mask);
    }

    private static string Decoded(string base64)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(base64));
        }
        catch (FormatException)
        {
            return base64;
        }
    }
}
