using KubeFate.Fate.Releases;

namespace KubeFate.Fate.Tests.Releases;

public sealed class ReleaseReaderTests
{
    /// <summary>FATE 2.2: its components have version numbers of their own.</summary>
    private const string Fate22 = """
        version: v2.2.0
        generation: 2
        components:
          osx:       { image: federatedai/osx, tag: 2.2.0-release }
          eggroll:   { image: federatedai/eggroll, tag: 3.2.0-release, variants: true }
          python:    { image: federatedai/fateflow, tag: 2.2.0-release, variants: true }
          fateboard: { image: federatedai/fateboard, tag: 2.1.1-release }
          mysql:     { image: mysql, tag: 8.0, thirdParty: true }
        gateway: osx
        variants:
          - { algorithm: Basic, device: CPU, suffix: "" }
          - { algorithm: NN, device: GPU, suffix: -nn-gpu }
        engines:
          - { computing: Eggroll, federation: OSX, storage: Eggroll, modules: [osx, nodemanager, mysql, python] }
          - { computing: Spark, federation: OSX, storage: HDFS, modules: [osx, mysql, python] }
        modules:
          osx:
            component: osx
            workloads: [{ kind: Deployment, name: osx }]
            services: [{ name: osx, exposed: true, ports: [{ name: grpc, port: 9370, nodePort: nodePort }] }]
          nodemanager:
            component: eggroll
            workloads: [{ kind: StatefulSet, name: nodemanager }]
            services: [{ name: nodemanager-0, perNode: true, ports: [{ name: grpc, port: 4671 }] }]
            requires: [mysql]
          mysql: { component: mysql, external: externalMysqlIp }
          python: { component: python, container: fateflow, requires: [mysql, osx] }
          fateboard: { component: fateboard, sidecarOf: python, requires: [python], optional: true }
        """;

    [Fact]
    public void Components_have_tags_of_their_own()
    {
        var release = ReleaseReader.Read("fate", Fate22, NoLine);

        Assert.Equal(
            ["osx 2.2.0-release", "eggroll 3.2.0-release", "python 2.2.0-release", "fateboard 2.1.1-release", "mysql 8.0"],
            release.Components.Select(component => $"{component.Key} {component.Value.Tag}"));
        Assert.True(release.Components["mysql"].ThirdParty);
        Assert.True(release.Components["eggroll"].Variants);
    }

    [Fact]
    public void Every_part_is_read()
    {
        var release = ReleaseReader.Read("fate", Fate22, NoLine);

        Assert.Equal(("fate", "v2.2.0", 2, "osx"), (release.Chart, release.Version, release.Generation, release.Gateway));
        Assert.Equal([("Basic", ""), ("NN", "-nn-gpu")], release.Variants.Select(variant => (variant.Algorithm, variant.Suffix)));
        Assert.Equal(["Eggroll", "Spark"], release.Engines.Select(engine => engine.Settings["computing"]));
        Assert.Equal(["osx", "mysql", "python"], release.Engines[1].Modules);
        Assert.Equal(("fateflow", "python"), (release.Modules["python"].Container, release.Modules["fateboard"].SidecarOf));
        Assert.Equal("mysql", release.Modules["mysql"].Container);
        Assert.True(release.Modules["nodemanager"].Services[0].PerNode);
        Assert.True(release.Modules["osx"].Services[0].Exposed);
        Assert.True(release.Modules["fateboard"].Optional);
        Assert.Equal("externalMysqlIp", release.Modules["mysql"].External);
    }

    [Theory]
    [InlineData("- v1.8.0", "mapping")]
    [InlineData("components: {}", "version")]
    [InlineData("version: v1.8.0\ncomponents: { python: { image: python } }", "components.python.tag")]
    [InlineData("version: v1.8.0\ncomponents: {}\nengines: none", "engines")]
    [InlineData("version: v1.8.0\ncomponents: {}\nmodules: { python: { component: python, optional: perhaps } }", "modules.python.optional")]
    [InlineData("version: v1.8.0\ncomponents: {}\nmodules: { python: { component: python, services: [{ name: a, ports: [{ name: b }] }] } }", "port")]
    [InlineData("version: [", "not closed")]
    public void What_is_no_release_says_where(string text, string words)
    {
        var failure = Assert.Throws<InvalidDataException>(() => ReleaseReader.Read("fate", text, NoLine));

        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_release_lies_over_its_line_and_that_over_another()
    {
        const string every = "modules: { mysql: { component: mysql, external: externalMysqlIp }, python: { component: python, requires: [mysql] } }\ncomponents: { mysql: { image: mysql, tag: 8.0.28 }, python: { image: python, tag: none } }";
        const string line = "line: every\nmodules: { python: { requires: [mysql, osx], optional: true } }";
        var release = ReleaseReader.Read(
            "fate",
            "version: v3.0.0\nline: v3\ncomponents: { python: { tag: 3.0.0 } }\nmodules: { python: { optional: false, requires: [] } }",
            name => name == "v3" ? line : every);

        Assert.Equal(("python", "3.0.0"), (release.Components["python"].Image, release.Components["python"].Tag));
        Assert.Equal(["mysql", "osx"], release.Modules["python"].Requires);
        // As in the charts' templates, an empty value replaces nothing.
        Assert.True(release.Modules["python"].Optional);
        Assert.Equal(["python", "mysql"], release.Modules.Keys);
        Assert.Equal("externalMysqlIp", release.Modules["mysql"].External);
    }

    [Fact]
    public void A_line_that_is_not_there_is_named()
    {
        var failure = Assert.Throws<InvalidDataException>(() => ReleaseReader.Read("fate", "version: v3.0.0\nline: v9", NoLine));

        Assert.Contains("there is no line v9", failure.Message, StringComparison.Ordinal);
    }

    private static string? NoLine(string name) => null;
}
