using System.Collections.Concurrent;
using KubeFate.Charts.Tests.Contracts.Rules;
using KubeFate.Charts.Tests.Matrix;
using KubeFate.Charts.Tests.Rules;

namespace KubeFate.Charts.Tests.Contracts;

/// <summary>Whatever release, engine and options: what the charts write is what FATE's programs read.</summary>
public sealed class ContractTests
{
    private static readonly ConcurrentDictionary<string, Task<IReadOnlyList<Shortfall>>> Checked = new(StringComparer.Ordinal);

    public static TheoryData<string> Names => [.. MatrixCases.All.Select(found => found.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_file_is_what_its_reader_reads(string name)
    {
        var shortfalls = await CheckAsync(MatrixCases.All.Single(found => found.Name == name), TestContext.Current.CancellationToken);
        var wrong = shortfalls.Where(shortfall => !OnPurpose.All.Any(entry => entry.Covers(shortfall)));
        Assert.True(!wrong.Any(), string.Join("\n", wrong));
    }

    [Fact]
    public async Task Nothing_stands_in_the_list_that_is_no_longer_so()
    {
        List<Shortfall> all = [];
        foreach (var found in MatrixCases.All) all.AddRange(await CheckAsync(found, TestContext.Current.CancellationToken));
        Assert.Empty(OnPurpose.All.Where(entry => !entry.In.All(container => all.Exists(shortfall => shortfall.Container == container && entry.Covers(shortfall)))));
    }

    private static Task<IReadOnlyList<Shortfall>> CheckAsync(MatrixCase found, CancellationToken cancellationToken) => Checked.GetOrAdd(found.Name, async _ =>
    {
        var manifests = await MatrixCases.RenderAsync(found, cancellationToken);
        return ContractRules.Check(new(new RenderedRelease(manifests.Objects, found.Values)));
    });
}
