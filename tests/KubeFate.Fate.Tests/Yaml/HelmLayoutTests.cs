using System.Text;
using System.Text.Json.Nodes;
using KubeFate.Testing;

namespace KubeFate.Fate.Tests.Yaml;

/// <summary>
/// However a file is laid out, helm and we read the same, or we refuse it with a place and a reason. The documents have what the YAML test
/// suite showed to matter; each is read as it is and, many times, with a few characters added, doubled or taken away.
/// </summary>
public sealed class HelmLayoutTests
{
    private const int Rounds = 3000;

    private static readonly string[] Bits =
    [
        " ", "  ", "\t", "\n", "\n\n", "\n ", "\n  ", "\n   \n", ": ", ":", "- ", "-", "#", " #", "\"", "'", "[", "]", "{", "}", ",", "?", "? ", "|", ">", "|-\n", "|+\n", ">-\n", "&a ", "*a", "!", "!!str ",
        "%", "@", "\u0085", "\u2028", "\r\n", "a", "1", "0", "~", ".", "\\", "null", "é", "😀", "=", "_", "e3", "<<: ",
    ];

    [Fact]
    public async Task Helm_reads_these_documents_as_we_do()
    {
        var (differing, _) = await CompareAsync(Tools.Helm, LayoutDocuments.Same);
        Assert.Equal("", string.Join('\n', differing));
    }

    [Fact]
    public async Task Helm_3_reads_these_documents_as_we_do()
    {
        var (differing, _) = await CompareAsync(Tools.OldHelm, LayoutDocuments.Same);
        Assert.Equal("", string.Join('\n', differing));
    }

    [Fact]
    public async Task What_we_refuse_though_helm_takes_it_has_a_place_and_a_reason()
    {
        var (differing, refused) = await CompareAsync(Tools.Helm, [.. LayoutDocuments.Refused.Select(document => document.Text)]);
        Assert.Equal("", string.Join('\n', differing));
        Assert.Equal(LayoutDocuments.Refused.Select(document => document.Reason), refused);
    }

    [Fact]
    public async Task Whatever_is_done_to_the_documents_helm_reads_no_other_value_than_we_do()
    {
        var random = new Random(8);
        var documents = Enumerable.Range(0, Rounds).Select(_ => Change(LayoutDocuments.Same[random.Next(LayoutDocuments.Same.Length)], random)).ToArray();

        var (differing, refused) = await CompareAsync(Tools.Helm, documents);

        Assert.Equal("", string.Join('\n', differing));
        // Most of what helm takes is taken: were everything refused, nothing would be compared.
        Assert.True(refused.Count < Rounds / 3, $"{refused.Count} of {Rounds} refused");
    }

    private static string Change(string text, Random random)
    {
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var at = random.Next(text.Length + 1);
            text = random.Next(3) switch
            {
                0 => text.Remove(at, Math.Min(random.Next(1, 4), text.Length - at)),
                1 => text.Insert(at, text[Math.Max(0, at - random.Next(1, 7))..at]),
                _ => text.Insert(at, Bits[random.Next(Bits.Length)]),
            };
        }

        // Half a character cannot be written to a file.
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>The documents of which both make something, and not the same; and what we say of those that helm alone takes.</summary>
    private static async Task<(List<string> Differing, List<string> Refused)> CompareAsync(string helm, string[] documents)
    {
        var (differing, refused) = (new List<string>(), new List<string>());
        foreach (var (text, theirs) in documents.Zip(await HelmReading.OfAsync(helm, documents, TestContext.Current.CancellationToken)))
        {
            var (json, problems) = YamlFile.Read(text);
            var reasons = problems.Where(problem => problem.Severity == ProblemSeverity.Error).ToList();
            if (theirs is null) continue;
            if (reasons.Count > 0) refused.Add($"{reasons[0].Line}: {reasons[0].Message}");
            else if (HelmReading.Canonical(json) != theirs) differing.Add($"{JsonValue.Create(text)!.ToJsonString()}: helm {theirs}, here {HelmReading.Canonical(json)}");
        }

        return (differing, refused);
    }
}
