namespace KubeFate.Helm.Tests.Manifests;

/// <summary>What is read from rendered manifests.</summary>
public sealed class ReleaseManifestTests
{
    [Fact]
    public void Images_are_found_behind_anchors_aliases_and_merges()
    {
        var manifest = ReleaseManifest.Read("""
            apiVersion: v1
            kind: List
            items:
            - kind: Deployment
              metadata: {name: a}
              spec:
                template:
                  spec:
                    containers: &all [{name: one, image: "a:1"}]
                    initContainers: *all
            - kind: Pod
              metadata: {name: b}
              base: &base {image: "b:1"}
              spec: {containers: [{<<: *base, name: two}, {<<: [*base], image: "c:1"}, {name: none}]}
            ---
            kind: Job
            metadata: {name: c}
            # An anchor ends with its document.
            spec: {template: {spec: {volumes: [{name: m, image: {reference: "m:1"}}, {name: d, emptyDir: {}}]}}}
            """);
        Assert.Equal(
            [
                "a spec.template.spec.containers[one] a:1", "a spec.template.spec.initContainers[one] a:1",
                "b spec.containers[two] b:1", "b spec.containers[1] c:1", "c spec.template.spec.volumes[m] m:1",
            ],
            manifest.Objects.SelectMany(found => found.Images.Select(image => $"{found.Name} {image.Place} {image.Image}")));
    }

    [Fact]
    public void What_Go_reads_is_read_and_masked_where_it_stands()
    {
        const string text = "kind: ConfigMap\nmetadata: {name: a}\ndata:\n  conf: |\n    \n    one\n  none: |\n      \n  next: \"a\u0085b\"\n---\n"
            + "kind: Secret\nmetadata: {name: b}\ndata:\n  first: |\n   \n    hidden\n  second: \"hidden\nhidden\"\n  third: kept?\nwhere: here\n";

        var manifest = ReleaseManifest.Read(text);

        Assert.Equal(["a", "b"], manifest.Objects.Select(found => found.Name));
        Assert.Contains("  conf: |\n\n    one\n", manifest.Masked);
        Assert.EndsWith("data:\n  first: '***'\n  second: '***'\n  third: '***'\nwhere: here\n", manifest.Masked);
    }

    [Theory]
    [InlineData("kind: [a,\nb: c", "is not closed")]
    [InlineData("kind: {a:, b: c}", "a blank is needed after this colon")]
    [InlineData("kind: !<tag:[> a", "no tag")]
    public void What_cannot_be_read_is_said_whatever_the_parser_throws(string text, string reason)
    {
        var failure = Assert.Throws<HelmException>(() => ReleaseManifest.Read(text));
        Assert.Equal(HelmFailure.ChartInvalid, failure.Code);
        Assert.Contains(reason, failure.Message);
    }

    [Fact]
    public void A_secret_is_masked_where_it_stands_and_where_an_alias_leads()
    {
        const string text = """
            kind: Secret
            metadata: {name: a}
            data: &same
              one: c2VjcmV0
              two: |
                many
                lines
            stringData: *same
            ---
            kind: ConfigMap
            data: {one: kept}
            """;
        var masked = ReleaseManifest.Read(text).Masked;
        Assert.DoesNotContain("c2VjcmV0", masked);
        Assert.DoesNotContain("lines", masked);
        Assert.Contains("  one: '***'\n  two: '***'\nstringData: *same\n---\nkind: ConfigMap\ndata: {one: kept}", masked);
    }

    [Fact]
    public void Aliases_that_multiply_are_read_in_no_time()
    {
        var bomb = "kind: Pod\na0: &a0 {containers: [{image: x}]}\n" + string.Concat(Enumerable.Range(1, 40).Select(level => $"a{level}: &a{level} [{string.Join(',', Enumerable.Repeat($"*a{level - 1}", 9))}]\n"));
        Assert.All(Assert.Single(ReleaseManifest.Read(bomb).Objects).Images, image => Assert.Equal("x", image.Image));
    }

    [Theory]
    [InlineData("a: *nowhere")]
    [InlineData("a: &a [*a]")]
    [InlineData("a: &one 1\n---\nb: *one")]
    public void An_alias_without_its_anchor_is_no_YAML(string text) =>
        Assert.Equal(HelmFailure.ChartInvalid, Assert.Throws<HelmException>(() => ReleaseManifest.Read(text)).Code);
}
