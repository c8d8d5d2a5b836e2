using KubeFate.Fate.Yaml;

namespace KubeFate.Fate.Releases;

/// <summary>
/// Reads charts/&lt;chart&gt;/releases/&lt;version&gt;.yaml, each over the line that it names. The files are ours and tested: a wrong one
/// throws.
/// </summary>
internal static class ReleaseReader
{
    /// <summary>Reads one release.</summary>
    /// <param name="chart">The chart's name.</param>
    /// <param name="text">The release's file.</param>
    /// <param name="lines">The text of the line of that name; null when there is none.</param>
    /// <exception cref="InvalidDataException">The text is no release; the message names the key.</exception>
    public static FateRelease Read(string chart, string text, Func<string, string?> lines)
    {
        var root = new ReleaseNode(chart, Merged(chart, text, lines));
        return new FateRelease
        {
            Chart = chart,
            Version = root.Text("version"),
            Product = root.OptionalText("product") ?? "FATE",
            Generation = root.Number("generation") ?? 1,
            Gateway = root.OptionalText("gateway"),
            Components = root.Named("components").ToDictionary(each => each.Name, each => Component(each.Node), StringComparer.Ordinal),
            Engines = [.. root.Items("engines").Select(Engine)],
            Variants = [.. root.Items("variants").Select(Variant)],
            Modules = root.Named("modules").ToDictionary(each => each.Name, each => Module(each.Name, each.Node), StringComparer.Ordinal),
        };
    }

    private static YamlNode? Merged(string chart, string text, Func<string, string?> lines)
    {
        var problems = new ProblemList();
        var node = YamlReader.Read(text, problems);
        if (problems.HasErrors) throw new InvalidDataException(problems.InOrder()[0].Format($"a release of {chart}"));
        if (node is not YamlMap release || release["line"] is not YamlScalar name) return node;
        var line = lines(name.Text) ?? throw new InvalidDataException($"{chart}.line: there is no line {name.Text}");
        return Merged(chart, line, lines) is YamlMap below ? ReleaseMerge.Over(below, release) : throw new InvalidDataException($"{chart}: the line {name.Text} is no mapping");
    }

    private static FateComponent Component(ReleaseNode node) => new()
    {
        Image = node.Text("image"),
        Tag = node.Text("tag"),
        ThirdParty = node.Flag("thirdParty"),
        Unconfirmed = node.Flag("unconfirmed"),
        Variants = node.Flag("variants"),
    };

    private static FateVariant Variant(ReleaseNode node) => new()
    {
        Algorithm = node.Text("algorithm"),
        Device = node.Text("device"),
        Suffix = node.Text("suffix"),
    };

    private static FateEngine Engine(ReleaseNode node) => new()
    {
        Settings = node.Scalars(),
        Modules = node.Texts("modules"),
        Outside = node.Texts("outside"),
    };

    private static FateModule Module(string name, ReleaseNode node) => new()
    {
        Name = name,
        Component = node.Text("component"),
        Workloads = [.. node.Items("workloads").Select(Workload)],
        Services = [.. node.Items("services").Select(Service)],
        Requires = node.Texts("requires"),
        Optional = node.Flag("optional"),
        OnRequest = node.Flag("onRequest"),
        Container = node.OptionalText("container") ?? name,
        SidecarOf = node.OptionalText("sidecarOf"),
        TlsPort = node.Number("tlsPort"),
        External = node.OptionalText("external"),
    };

    private static FateWorkload Workload(ReleaseNode node) => new()
    {
        Kind = node.Text("kind"),
        Name = node.Text("name"),
        PerNode = node.Flag("perNode"),
        Section = node.OptionalText("section"),
    };

    private static FateService Service(ReleaseNode node) => new()
    {
        Name = node.Text("name"),
        Ports = [.. node.Items("ports").Select(port => Port(port, node.OptionalText("section")))],
        Exposed = node.Flag("exposed"),
        Headless = node.Flag("headless"),
        PerNode = node.Flag("perNode"),
    };

    private static FatePort Port(ReleaseNode node, string? section) => new()
    {
        Name = node.Text("name"),
        Port = node.Number("port") ?? throw node.Missing("port"),
        NodePortKey = node.OptionalText("nodePort") is { } key && section is not null ? $"{section}.{key}" : node.OptionalText("nodePort"),
    };
}
