using KubeFate.Fate;

namespace KubeFate.Fuzz.Tests;

/// <summary>Files of the largest size that is read, made to be slow: none takes a second of processor time.</summary>
public sealed class LargeInputTests(ITestOutputHelper output)
{
    private const string Head = "name: a\nnamespace: a\nchartName: fate\nchartVersion: v2.0.0\npartyId: 9999\n";

    private const int Largest = 1_000_000;

    public static TheoryData<string, string, string, string> Files => new()
    {
        { "modules that there are not, in one line", "modules: [", "nomodule,", "]\n" },
        { "modules that there are not", "modules:\n", "- nomodule\n", "" },
        { "the same key", "", "rollsite: 1\n", "" },
        { "keys without a value", "a: {", "b,", "}\n" },
        { "aliases", "a: &a [1]\nb: [", "*a,", "]\n" },
        { "merges", "a: &a { b: 1 }\nc: [", "{<<: *a},", "]\n" },
        { "quotes that never end", "", "a: \"", "" },
        { "brackets that never end", "", "a: [b\n", "" },
        { "lists in lists", "", "- - - - ", "" },
        { "block texts", "", "- |\n  \n a\n", "" },
        { "blanks", "a: |\n", "    \n", " b\n" },
        { "lines in quotes too far left", "a: [", "\"b\nc\",", "]\n" },
        { "node ports", "modules: [rollsite]\nrollsite:\n  partyList:\n", "  - {partyId: 1, partyIp: x, partyPort: 1}\n", "" },
        { "comments", "", "# a\n", "" },
        { "documents", "", "--- a\n", "" },
        { "tags", "a: [", "!!x y,", "]\n" },
        { "long key", "", "kkkkkkkkkk", ": 1\n" },
        { "long module", "modules: [", "mmmmmmmmmm", "]\n" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void A_large_file_is_checked_within_a_second(string name, string before, string piece, string after)
    {
        ClusterFile.Parse(Head + before + piece + after);
        var text = Head + before + string.Concat(Enumerable.Repeat(piece, (Largest - Head.Length - before.Length - after.Length) / piece.Length)) + after;

        // What the collector, the just-in-time compiler and an unlucky moment add is not the parser's.
        var taken = Enumerable.Range(0, 2).Min(_ => Take(text));

        output.WriteLine($"{name}: {taken.TotalMilliseconds:0} ms of processor time");
        Assert.True(taken < TimeSpan.FromSeconds(Seconds), $"{name} took {taken.TotalMilliseconds:0} ms");
    }

    // Without optimisation the same takes some four times as long.
#if DEBUG
    private const int Seconds = 4;
#else
    private const int Seconds = 1;
#endif

    private static TimeSpan Take(string text)
    {
        var start = ThreadClock.Now;
        ClusterFile.Parse(text);
        return ThreadClock.Now - start;
    }
}
