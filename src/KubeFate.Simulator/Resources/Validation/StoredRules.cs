using System.Text;
using System.Text.Json.Nodes;
using KubeFate.Simulator.Schemas;

namespace KubeFate.Simulator.Resources.Validation;

/// <summary>ConfigMaps, Secrets, claims and role bindings.</summary>
internal static class StoredRules
{
    // After the limit of ConfigMap and Secret data in Kubernetes.
    private const int LargestContent = 1024 * 1024;

    /// <param name="encoded">Whether values are base64, of which the decoded size counts.</param>
    public static void Content(JsonObject item, string[] fields, bool encoded, Causes causes)
    {
        var size = 0L;
        foreach (var field in fields)
        {
            foreach (var (key, value) in item[field] as JsonObject ?? [])
            {
                if (key.Length is 0 or > 253 || key is "." or ".." || !key.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.'))
                {
                    causes.Invalid(
                        $"{field}[{key}]", key,
                        "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', "
                        + "regex used for validation is '[-._a-zA-Z0-9]+')");
                }

                var text = value?.ToString() ?? "";
                size += encoded || field == "binaryData" ? text.Length / 4 * 3 : Encoding.UTF8.GetByteCount(text);
            }
        }

        if (size > LargestContent) causes.TooLong(encoded ? "data" : "", LargestContent);
    }

    /// <param name="field">Where the spec is: <c>spec</c>, or in a StatefulSet's claim template.</param>
    public static void Claim(JsonNode? spec, string field, Causes causes)
    {
        if (spec?["accessModes"] is not JsonArray { Count: > 0 } modes)
            causes.Required(field + ".accessModes", "at least 1 access mode is required");
        else
        {
            foreach (var mode in modes.Select(mode => mode?.ToString()))
            {
                if (mode is not ("ReadWriteOnce" or "ReadOnlyMany" or "ReadWriteMany" or "ReadWriteOncePod"))
                    causes.Unsupported(field + ".accessModes", mode, "ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod");
            }
        }

        var storage = spec?["resources"]?["requests"]?["storage"];
        if (storage is null) causes.Required(field + ".resources[storage]");
        else if (Quantity.Parse(storage.ToString()) is not > 0)
            causes.Invalid(field + ".resources[storage]", storage.ToString(), "must be greater than zero");
    }

    public static void Binding(JsonObject item, bool isNamespaced, Causes causes)
    {
        var role = item["roleRef"];
        if (role?["kind"]?.ToString() is not ("Role" or "ClusterRole"))
            causes.Unsupported("roleRef.kind", role?["kind"]?.ToString() ?? "", "Role", "ClusterRole");
        if (string.IsNullOrEmpty(role?["name"]?.ToString())) causes.Required("roleRef.name");
        var subjects = (item["subjects"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        for (var at = 0; at < subjects.Count; at++)
        {
            if (string.IsNullOrEmpty(subjects[at]["name"]?.ToString())) causes.Required($"subjects[{at}].name");
            // In a RoleBinding the account is of the binding's own namespace when none is said.
            if (!isNamespaced && subjects[at]["kind"]?.ToString() == "ServiceAccount" && string.IsNullOrEmpty(subjects[at]["namespace"]?.ToString()))
                causes.Required($"subjects[{at}].namespace");
        }
    }
}
