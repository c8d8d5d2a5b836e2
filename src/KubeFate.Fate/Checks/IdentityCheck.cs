using KubeFate.Fate.Forms;
using KubeFate.Fate.Yaml;

namespace KubeFate.Fate.Checks;

/// <summary>The four keys that every cluster.yaml needs: what is installed, under which name, and where.</summary>
internal sealed class IdentityCheck(CheckContext context)
{
    private static readonly string[] Keys = ["name", "namespace", "chartName", "chartVersion"];

    /// <summary>helm's limit for the name of a release.</summary>
    private const int MaxName = 53;

    /// <summary>A DNS-1123 label.</summary>
    private const int MaxNamespace = 63;

    public ClusterIdentity Read()
    {
        var name = Text("name");
        if (name.Length > 0) CheckName("name", name, MaxName, "a helm release");
        var space = Text("namespace");
        if (space.Length > 0) CheckName("namespace", space, MaxNamespace, "a namespace");
        return new ClusterIdentity(name, space, Text("chartName"), Text("chartVersion"));
    }

    /// <summary>Helm would allow dots; the names of Services and the label values made from a cluster's name do not.</summary>
    private void CheckName(string key, string name, int limit, string owner)
    {
        if (name.Length > limit)
            Error(key, $"\"{name}\" has {name.Length} characters; the name of {owner} has at most {limit}");
        else if (!TextForms.IsLabel(name))
            Error(key,
                $"\"{name}\" is no name of {owner}: it has a-z, 0-9 and - only, and starts and ends with a letter or digit{Tidied(name)}");
    }

    private string Text(string key)
    {
        var entry = context.File.Find(key);
        switch (entry?.Value)
        {
            case null:
                context.Problems.Error(key, 0, 0, $"the key {key} is missing; {Example(key)}{Misspelt(key)}");
                return "";
            case YamlScalar { Value.IsNull: true } or YamlScalar { Text: "" }:
                context.Error(key, entry, $"the key {key} has no value; {Example(key)}");
                return "";
            case YamlScalar scalar:
                // chartVersion: 1.10 is a number to YAML, and the version 1.10 to everybody else.
                scalar.Value = ScalarValue.Of(scalar.Text);
                return scalar.Text;
            default:
                context.Error(key, entry.Value, $"a text is needed; here stands {entry.Value.Describe()}");
                return "";
        }
    }

    /// <summary>Names a key of the file that may be meant for the missing one.</summary>
    private string Misspelt(string key)
    {
        // The name that early releases of KubeFATE had for it.
        if (key == "chartVersion" && context.File.Find("version") is { } old)
            return $"; \"version\" in line {old.Line} is what early releases of KubeFATE called it: rename it";
        var others = context.File.Entries.Select(other => other.Key).Except(Keys, StringComparer.Ordinal);
        return Nearest.To(key, others) is { } meant ? $"; is \"{meant}\" in line {context.File.Find(meant)!.Line} meant?" : "";
    }

    private static string Example(string key) => key switch
    {
        "name" => "write the cluster's name, such as name: fate-9999",
        "namespace" => "write the Kubernetes namespace to install into, such as namespace: fate-9999",
        "chartName" => "write the chart to install, such as chartName: fate",
        _ => "write the release to install, such as chartVersion: v1.8.0",
    };

    /// <summary>A name near the one given that would do.</summary>
    private static string Tidied(string text)
    {
        var letters = text.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-').ToArray();
        var tidy = new string(letters).Trim('-');
        return tidy.Length > 0 ? $"; did you mean \"{tidy}\"?" : "";
    }

    private void Error(string key, string message) => context.Error(key, context.File[key]!, message);
}

/// <summary>What is installed, under which name, and where; an empty text where the file does not say.</summary>
internal sealed record ClusterIdentity(string Name, string Namespace, string ChartName, string ChartVersion);
