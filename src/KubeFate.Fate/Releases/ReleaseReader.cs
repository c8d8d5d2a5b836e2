using KubeFate.Fate.Yaml;

namespace KubeFate.Fate.Releases;

/// <summary>Reads charts/&lt;chart&gt;/releases/&lt;version&gt;.yaml. The files are ours and tested: a wrong one throws.</summary>
internal static class ReleaseReader
{
    /// <summary>Reads one file.</summary>
    /// <exception cref="InvalidDataException">The text is no release; the message names the key.</exception>
    public static FateRelease Read(string chart, string text)
    {
        var problems = new ProblemList();
        var node = YamlReader.Read(text, problems);
        if (problems.HasErrors) throw new InvalidDataException(problems.InOrder()[0].Format($"a release of {chart}"));
        var root = new ReleaseNode(chart, node);
        return new FateRelease
        {
            Chart = chart,
            Version = root.Text("version"),
            Generation = root.Number("generation") ?? 1,
            Gateway = root.OptionalText("gateway"),
            Components = root.Named("components").ToDictionary(each => each.Name, each => Component(each.Node), StringComparer.Ordinal),
            Engines = [.. root.Items("engines").Select(Engine)],
            Variants = [.. root.Items("variants").Select(Variant)],
            Modules = root.Named("modules").ToDictionary(each => each.Name, each => Module(each.Name, each.Node), StringComparer.Ordinal),
        };
    }

    private static FateComponent Component(ReleaseNode node) => new()
    {
        Image = node.Text("image"),
        Tag = node.Text("tag"),
        ThirdParty = node.Flag("thirdParty"),
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
    };

    private static FateModule Module(string name, ReleaseNode node) => new()
    {
        Name = name,
        Component = node.Text("component"),
        Workloads = [.. node.Items("workloads").Select(Workload)],
        Services = [.. node.Items("services").Select(Service)],
        Requires = node.Texts("requires"),
        Optional = node.Flag("optional"),
        Container = node.OptionalText("container") ?? name,
        SidecarOf = node.OptionalText("sidecarOf"),
        External = node.OptionalText("external"),
    };

    private static FateWorkload Workload(ReleaseNode node) => new()
    {
        Kind = node.Text("kind"),
        Name = node.Text("name"),
        PerNode = node.Flag("perNode"),
    };

    private static FateService Service(ReleaseNode node) => new()
    {
        Name = node.Text("name"),
        Ports = [.. node.Items("ports").Select(Port)],
        Exposed = node.Flag("exposed"),
        PerNode = node.Flag("perNode"),
    };

    private static FatePort Port(ReleaseNode node) => new()
    {
        Name = node.Text("name"),
        Port = node.Number("port") ?? throw node.Missing("port"),
        NodePortKey = node.OptionalText("nodePort"),
    };
}
