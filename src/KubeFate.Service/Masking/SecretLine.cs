using System.Text.Json.Nodes;
using KubeFate.Fate.Secrets;

namespace KubeFate.Service.Masking;

/// <summary>A line of a configuration file: <c>key: value</c> or <c>key=value</c>.</summary>
internal static class SecretLine
{
    private static readonly JsonObject Nowhere = [];

    /// <summary>The value, when the key says that it is a secret.</summary>
    public static string? ValueOf(string line)
    {
        var end = line.IndexOfAny([':', '=']);
        if (end <= 0 || !SecretNames.IsSecret(line[..end].Trim(' ', '\t', '-', '"', '\''), value: null, Nowhere)) return null;
        return line[(end + 1)..].Trim().Trim('"', '\'');
    }
}
