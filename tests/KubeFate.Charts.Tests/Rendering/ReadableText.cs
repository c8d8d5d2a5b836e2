using System.Text;
using System.Text.RegularExpressions;

namespace KubeFate.Charts.Tests.Rendering;

/// <summary>Helm's output with the values of Secrets decoded, so that a reviewer can read what changed.</summary>
internal static partial class ReadableText
{
    public static string Of(string manifests)
    {
        var text = new StringBuilder();
        var inSecret = false;
        foreach (var line in manifests.TrimEnd().Split('\n'))
        {
            if (line == "---") inSecret = false;
            if (line == "kind: Secret") inSecret = true;
            if (inSecret && SecretValue().Match(line) is { Success: true } match) Decode(text, match);
            else text.Append(line.TrimEnd()).Append('\n');
        }

        return text.ToString();
    }

    private static void Decode(StringBuilder text, Match match)
    {
        text.Append("  ").Append(match.Groups["key"].Value).Append(": (decoded)\n");
        foreach (var line in Manifests.Decode(match.Groups["value"].Value).TrimEnd().Split('\n'))
        {
            text.Append(("    " + line).TrimEnd()).Append('\n');
        }
    }

    [GeneratedRegex("^  (?<key>[a-z._-]+): (?<value>[A-Za-z0-9+/]+=*)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SecretValue();
}
