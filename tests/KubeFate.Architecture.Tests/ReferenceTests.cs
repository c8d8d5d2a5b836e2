using System.Xml.Linq;

namespace KubeFate.Architecture.Tests;

/// <summary>References go one way.</summary>
public sealed class ReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["KubeFate.Yaml"] = [],
        ["KubeFate.Fate"] = ["KubeFate.Yaml"],
        ["KubeFate.Helm"] = ["KubeFate.Yaml"],
        ["KubeFate.Kubernetes"] = ["KubeFate.Yaml"],
        ["KubeFate.Client"] = [],
        ["KubeFate.Simulator"] = ["KubeFate.Yaml"],
        ["KubeFate.Service"] = ["KubeFate.Client", "KubeFate.Fate", "KubeFate.Helm", "KubeFate.Kubernetes"],
        ["KubeFate.Cli"] = ["KubeFate.Client", "KubeFate.Fate", "KubeFate.Yaml"],
        ["KubeFate.Host"] = ["KubeFate.Service", "KubeFate.Simulator"],
    };

    public static TheoryData<string> Projects => [.. Source.Projects.Select(project => project.Name)];

    [Fact]
    public void Every_project_under_src_has_its_row() =>
        Assert.Equal(Allowed.Keys.Order(StringComparer.Ordinal), Source.Projects.Select(project => project.Name).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_refers_only_to_what_it_may_use(string name)
    {
        var project = Source.Projects.Single(found => found.Name == name);
        var references = XDocument.Load(project.File).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));
        Assert.Empty(references.Except(Allowed[name], StringComparer.Ordinal));
    }

    [Fact]
    public void Run_time_packages_stay_few_and_each_is_justified()
    {
        var packages = Source.Projects.SelectMany(project => XDocument.Load(project.File).Descendants("PackageReference"))
            .Select(reference => reference.Attribute("Include")!.Value).Distinct(StringComparer.Ordinal).ToList();
        var reasons = File.ReadAllText(Path.Combine(Source.Root, "ARCHITECTURE.md"));
        Assert.Empty(packages.Where(package => !reasons.Contains(package.Replace("FluentMigrator.Runner.", "", StringComparison.Ordinal), StringComparison.Ordinal)));
        Assert.True(packages.Count <= 15, $"{packages.Count} packages");
    }
}
