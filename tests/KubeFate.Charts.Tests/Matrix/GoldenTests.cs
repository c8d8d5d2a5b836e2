using KubeFate.Charts.Tests.Rendering;
using KubeFate.Testing;

namespace KubeFate.Charts.Tests.Matrix;

/// <summary>
/// Golden/&lt;release&gt;/&lt;engine&gt;/: cluster.yaml renders to manifests.yaml by way of values.yaml, and each option set changes that as its file says.
/// After a wanted change run the tests once with KUBEFATE_ACCEPT_CASES=1 and read the difference in git.
/// </summary>
public sealed class GoldenTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "KubeFate.Charts.Tests", "Golden");

    private static readonly bool Accept = Environment.GetEnvironmentVariable("KUBEFATE_ACCEPT_CASES") is "1";

    public static TheoryData<string> Combinations => [.. Combination.All.Select(cluster => cluster.Name)];

    [Theory]
    [MemberData(nameof(Combinations))]
    public async Task A_release_renders_as_it_was_accepted(string combination)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        MatrixCase[] cases = [.. MatrixCases.All.Where(found => found.Cluster.Name == combination)];
        var plain = cases.Single(found => found.Options == OptionSets.Plain);
        var manifests = ReadableText.Of((await MatrixCases.RenderAsync(plain, cancellationToken)).Text);
        files["cluster.yaml"] = plain.ClusterYaml;
        files["values.yaml"] = YamlText.Of(plain.Values);
        files["manifests.yaml"] = manifests;
        foreach (var found in cases.Where(found => found != plain))
            files[found.Options.Name + ".diff"] = $"{Keys(plain, found)}\n{ManifestDiff.Of(manifests, ReadableText.Of((await MatrixCases.RenderAsync(found, cancellationToken)).Text))}";
        await CompareAsync(Path.Combine(Folder, combination), files, cancellationToken);
    }

    [Fact]
    public void Nothing_is_kept_of_what_is_no_longer_rendered()
    {
        Assert.SkipWhen(Accept, "the files are being written");
        var kept = Directory.GetDirectories(Folder).SelectMany(Directory.GetDirectories).Select(path => Path.GetRelativePath(Folder, path)).Order(StringComparer.Ordinal);
        Assert.Equal(Combination.All.Select(cluster => cluster.Name).Order(StringComparer.Ordinal), kept);
    }

    /// <summary>The lines of cluster.yaml that make the difference.</summary>
    private static string Keys(MatrixCase plain, MatrixCase found)
    {
        const string Head = "kind: cluster.yaml\n  name: of the operator\n";
        return ManifestDiff.Of(Head + plain.ClusterYaml, Head + found.ClusterYaml);
    }

    private static async Task CompareAsync(string folder, SortedDictionary<string, string> files, CancellationToken cancellationToken)
    {
        if (Accept)
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
            Directory.CreateDirectory(folder);
            foreach (var (name, text) in files) await File.WriteAllTextAsync(Path.Combine(folder, name), text, cancellationToken);
        }

        Assert.True(Directory.Exists(folder), folder + " is missing: run once with KUBEFATE_ACCEPT_CASES=1");
        Assert.Equal(files.Keys, Directory.GetFiles(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        foreach (var (name, text) in files) Assert.Equal(await File.ReadAllTextAsync(Path.Combine(folder, name), cancellationToken), text);
    }
}
