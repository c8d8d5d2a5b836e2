using System.Text.Json;
using System.Text.Json.Nodes;

namespace KubeFate.Simulator.Resources.Validation;

/// <summary>Secrets of the types that Kubernetes itself reads must hold what it looks for (kubernetes pkg/apis/core/validation, ValidateSecret).</summary>
internal static class SecretRules
{
    public static void Check(JsonObject item, Causes causes)
    {
        StoredRules.Content(item, ["data"], encoded: true, causes);
        var data = item["data"] as JsonObject ?? [];
        switch (item["type"]?.ToString())
        {
            case "kubernetes.io/service-account-token":
                const string Account = "kubernetes.io/service-account.name";
                if (string.IsNullOrEmpty(item["metadata"]?["annotations"]?[Account]?.ToString())) causes.Required($"metadata.annotations[{Account}]");
                break;
            case "kubernetes.io/dockercfg":
                Json(data, ".dockercfg", causes);
                break;
            case "kubernetes.io/dockerconfigjson":
                Json(data, ".dockerconfigjson", causes);
                break;
            case "kubernetes.io/basic-auth" when !data.ContainsKey("username") && !data.ContainsKey("password"):
                Required(data, causes, "username", "password");
                break;
            case "kubernetes.io/ssh-auth" when string.IsNullOrEmpty(data["ssh-privatekey"]?.ToString()):
                causes.Required("data[ssh-privatekey]");
                break;
            case "kubernetes.io/tls":
                Required(data, causes, "tls.crt", "tls.key");
                break;
        }
    }

    private static void Required(JsonObject data, Causes causes, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (!data.ContainsKey(key)) causes.Required($"data[{key}]");
        }
    }

    private static void Json(JsonObject data, string key, Causes causes)
    {
        if (!data.ContainsKey(key))
        {
            causes.Required($"data[{key}]");
            return;
        }

        try
        {
            if (JsonNode.Parse(Convert.FromBase64String(data[key]?.ToString() ?? "")) is JsonObject) return;
            causes.Invalid($"data[{key}]", "<secret contents redacted>", "json: cannot unmarshal into Go value of type map[string]interface {}");
        }
        catch (Exception error) when (error is JsonException or FormatException)
        {
            causes.Invalid($"data[{key}]", "<secret contents redacted>", "invalid character looking for beginning of value");
        }
    }
}
