using KubeFate.Fate.Keys;
using KubeFate.Fate.Yaml;

namespace KubeFate.Fate.Checks;

/// <summary>What the checks of one file share.</summary>
internal sealed class CheckContext(YamlMap file, ProblemList problems, IReadOnlySet<string> skipped)
{
    public YamlMap File => file;

    public ProblemList Problems => problems;

    /// <summary>Null for a chart that we do not know.</summary>
    public FateRelease? Release { get; set; }

    /// <summary>The keys of the release's chart; null for a chart that we do not know.</summary>
    public KeySpec? Catalog { get; set; }

    /// <summary>The release's number, by which <see cref="Catalog"/> tells what it reads.</summary>
    public ReleaseNumber Number { get; set; } = new(0, 0, 0);

    /// <summary>The modules that the file lists, without those we do not know.</summary>
    public List<string> Modules { get; } = [];

    /// <summary>The node ports that the file sets, in its order.</summary>
    public List<NodePortUse> NodePorts { get; } = [];

    /// <summary>How the release is called in messages, as in <c>FATE v1.8.0</c>.</summary>
    public string ReleaseName => $"{Release?.Product} {Release?.Version}";

    /// <summary>The author asked in <c>skippedKeys</c> not to check the key, by its name, wherever it stands, or by its path.</summary>
    public bool IsSkipped(string name, string path) => skipped.Contains(name) || skipped.Contains(path);

    public bool IsSkipped(string key) => skipped.Contains(key);

    /// <summary>What stands at the dotted key; null when nothing does.</summary>
    public YamlNode? At(string path)
    {
        YamlNode? node = file;
        foreach (var key in path.Split('.')) node = (node as YamlMap)?[key];
        return node;
    }

    /// <summary>Whether the file says something at the dotted key.</summary>
    public bool Has(string path) => At(path) is YamlScalar { Value.IsNull: false, Text.Length: > 0 };

    /// <summary>Takes a word that is written in other letters for the one that is meant, here and for the chart.</summary>
    public void Meant(string path, YamlScalar scalar, string word)
    {
        Warning(path, scalar, $"\"{scalar.Text}\" is taken as {word}; write it with these capital letters");
        scalar.Value = ScalarValue.Of(word);
    }

    public void Error(string path, YamlNode at, string message) => problems.Error(path, at.Line, at.Column, message);

    public void Warning(string path, YamlNode at, string message) => problems.Warning(path, at.Line, at.Column, message);

    public void Error(string path, YamlEntry at, string message) => problems.Error(path, at.Line, at.Column, message);

    public void Warning(string path, YamlEntry at, string message) => problems.Warning(path, at.Line, at.Column, message);
}

/// <summary>A node port that the file sets.</summary>
internal sealed record NodePortUse(string Path, YamlNode At, long Port, YamlMap Section)
{
    /// <summary>Whether the Service of the section opens node ports at all.</summary>
    public bool IsOpened => Section["type"] is YamlScalar { Value.Text: "NodePort" or "LoadBalancer" };
}
