using KubeFate.Bench;
using KubeFate.Bench.Figures;
using KubeFate.Bench.Processes;

if (BenchOptions.Parse(args) is not { } options)
{
    Console.Error.WriteLine($"usage: ./build.sh bench [--rounds N] [{string.Join('|', BenchOptions.Names)} …]");
    return 2;
}

var figures = new List<Figure>();
Console.Error.WriteLine($"{Machine.Describe()}; {Machine.DescribeLoad()}");
foreach (var name in options.Only)
{
    Console.Error.WriteLine($"measuring {name} …");
    try
    {
        figures.AddRange(await MeasureAsync(name, options.Rounds, CancellationToken.None));
    }
    catch (Exception failure) when (failure is InvalidOperationException or IOException or HttpRequestException or KubeFate.Client.KubeFateClientException)
    {
        // One figure that cannot be had is no reason to lose the others.
        figures.Add(Figure.Of(name, "not measured: " + failure.Message.ReplaceLineEndings(" ")) with { Verdict = Verdict.Missed });
    }
}

Console.WriteLine($"{Machine.Describe()}; at the end {Machine.DescribeLoad()}");
Report.Write(Console.Out, figures);
return 0;

static Task<IReadOnlyList<Figure>> MeasureAsync(string name, int rounds, CancellationToken cancellationToken) => name switch
{
    "render" => RenderBench.MeasureAsync(rounds, cancellationToken),
    "command" => CommandBench.MeasureAsync(rounds, cancellationToken),
    "start" => StartBench.MeasureAsync(rounds, cancellationToken),
    _ => InstallBench.MeasureAsync(rounds, cancellationToken),
};
