using KubeFate.Bench;
using KubeFate.Bench.Figures;
using KubeFate.Bench.Processes;
using KubeFate.Bench.Rest;

// The bench starts itself again as the floor and as the loader: what loads must not share a process with what measures.
switch (args)
{
    case [FloorProgram.Name, var port]:
        await FloorProgram.RunAsync(int.Parse(port, System.Globalization.CultureInfo.InvariantCulture), CancellationToken.None);
        return 0;
    case [LoadProgram.Name, .. var load]:
        await LoadProgram.RunAsync(load, CancellationToken.None);
        return 0;
}

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
    "rest" => RestBench.MeasureAsync(rounds, cancellationToken),
    "start" => StartBench.MeasureAsync(rounds, cancellationToken),
    _ => InstallBench.MeasureAsync(rounds, cancellationToken),
};
