using System.Globalization;

namespace KubeFate.Fuzz.Tests;

/// <summary>
/// Whatever a parser is fed, it fails in its own words, within a second of processor time and with bounded memory. A short run by default;
/// <c>./build.sh fuzz 1000000</c> is a long one.
/// </summary>
public sealed class ParserFuzzTests(ITestOutputHelper output) : IDisposable
{
    private const int ShortRun = 400;

    private readonly FuzzTargets targets = new();

    public static TheoryData<string> Names
    {
        get
        {
            using var targets = new FuzzTargets();
            return [.. targets.All.Select(target => target.Name)];
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_parser_fails_in_its_own_words_and_soon(string name)
    {
        var all = targets.All;
        var target = all.Single(one => one.Name == name);
        var inputs = Number("KUBEFATE_FUZZ_INPUTS") is { } wanted ? Math.Max(1, wanted / all.Count) : ShortRun;
        var memory = GC.GetTotalMemory(forceFullCollection: true);

        var result = target.Run(Number("KUBEFATE_FUZZ_SEED") ?? 1, inputs);

        var kept = (GC.GetTotalMemory(forceFullCollection: true) - memory) >> 20;
        var row = string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {result.Inputs} | {result.Refused} | {result.Slowest.TotalMilliseconds:0} ms | {result.Largest >> 20} MiB | {kept} MiB |");
        output.WriteLine(row);
        if (Environment.GetEnvironmentVariable("KUBEFATE_FUZZ_REPORT") is { Length: > 0 } report) File.AppendAllText(report, row + "\n");
        Assert.True(result.Fault is null, result.Fault);
        Assert.True(kept < 64, $"{kept} MiB were kept");
        Assert.True(result.Refused < result.Inputs, "no input was read: the samples are wrong");
    }

    public void Dispose() => targets.Dispose();

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
