using System.Text.Json.Nodes;
using KubeFate.Testing;

namespace KubeFate.Fate.Tests.Yaml;

/// <summary>What helm makes of a values file is what we make of it: its reader is Go's.</summary>
public sealed class HelmAgreementTests
{
    private const string Values = """
        words: [yes, No, on, OFF, y, N, true, "true", 'no', tRUE, ~, null, "", none]
        whole: [0, 017, 0o17, 08, 09_1, 0x1F, 0b101, -0b101, 1_000, +7, -7, -017, 9223372036854775807, -9223372036854775808, 18446744073709551615]
        real: [1.0, 1e3, 1.5, .5, -.5, 5., 1_0.2_5, 1e-3, 1E+2, 1e21, 123456789012345680000, 18446744073709551616, -9223372036854775809]
        text: [1.8.0, v1.8.0, 2024-01-25, 2024-01-25T10:00:00Z, 12:30:45, 1e, 0x, 0b102, 0o8, "-", +, 1Gi, 1e400, 192.168.0.1, =, a#b]
        keys: { 017: a, yes: b, 1.5: c, 10000: d, "yes": e, 2024-01-25: f }
        tags: [!!str 017, !!str yes, !!int 7, !!bool "true", !!binary ZmF0ZQ==, !!null ~, !!float 1.5]
        block: |
          one
            two
        folded: >-
          one
          two

          three
        plain: one
          two
        anchors:
          a: &a { x: 1, y: 2 }
          b: *a
          c: { <<: *a, y: 3, z: 4 }
          d: { <<: [*a, { w: 5, x: 6 }] }
          e:
            y: 3
            z: 4
            <<: { x: 1 }
        empty:
        list: []
        map: {}
        unicode: "\u00e4\U0001F600 ä😀"
        escapes: "a\tb\\c\"e\x41"
        single: 'it''s'
        """;

    [Fact]
    public Task Helm_4_reads_the_same() => CompareAsync(Tools.Helm);

    [Fact]
    public Task Helm_3_reads_the_same() => CompareAsync(Tools.OldHelm);

    private static async Task CompareAsync(string helm)
    {
        using var folder = new TempFolder();
        folder.Write("Chart.yaml", "apiVersion: v2\nname: echo\nversion: 0.1.0\n");
        folder.Write("templates/values.yaml", "{{ .Values | toJson }}\n");
        var values = folder.Write("cluster.yaml", Values);

        var rendered = await ToolProcess.RunAsync(helm, ["template", "echo", folder.Path, "-f", values], null, null, TestContext.Current.CancellationToken);

        var output = rendered.MustSucceed().Output;
        var theirs = JsonNode.Parse(output[output.IndexOf('{', StringComparison.Ordinal)..])!.AsObject();
        var ours = ClusterFile.Parse(Values).Json!;
        // Helm drops a key without a value from the values; that is its business, and not how it reads.
        Assert.Null(ours["empty"]);
        ours.Remove("empty");
        theirs.Remove("empty");
        Assert.Equal(theirs.Select(pair => pair.Key).Order(StringComparer.Ordinal), ours.Select(pair => pair.Key).Order(StringComparer.Ordinal));
        foreach (var (key, value) in ours) Assert.Equal($"{key}: {HelmReading.Canonical(theirs[key])}", $"{key}: {HelmReading.Canonical(value)}");
    }
}
