using KubeFate.Bench.Figures;
using KubeFate.Bench.Rest;
using KubeFate.Bench.Services;
using KubeFate.Testing;

namespace KubeFate.Bench;

/// <summary>
/// What a GET costs the service beside what a bare Kestrel pays for an answer of that size: processor time, in turns in one run, at 16 connections.
/// And what the service holds in memory after its first use.
/// </summary>
internal static class RestBench
{
    private const double IdleAim = 80;
    private const int Jobs = 5;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(int rounds, CancellationToken cancellationToken)
    {
        using var folder = new TempFolder();
        await using var simulator = await SimulatorServer.StartAsync(folder, cancellationToken);
        // The very first start makes the database, with a library that is not loaded again.
        await using (await ServiceServer.StartAsync(folder.File("data"), simulator.Kubeconfig, cancellationToken))
        {
        }

        await using var service = await ServiceServer.StartAsync(folder.File("data"), simulator.Kubeconfig, cancellationToken);
        await using var floor = await FloorServer.StartAsync(cancellationToken);
        var site = await RestSite.PrepareAsync(service, cancellationToken);

        // After a first use of everything that is measured, before any load.
        foreach (var target in RestTarget.All) await site.LengthAsync(target.Path, cancellationToken);
        await Task.Delay(Idle, TimeProvider.System, cancellationToken);
        var figures = new List<Figure> { await MemoryFigure.MeasureAsync("service, idle for 10 s after a first use", IdleAim, site, cancellationToken) };
        foreach (var name in new[] { "one", "two" }) await site.AddJobsAsync(name, Jobs, cancellationToken);

        foreach (var target in RestTarget.All) figures.Add(await MeasureAsync(target, Math.Max(3, rounds / 4), site, floor, cancellationToken));
        figures.Add(Figure.Of("loaded by", $"{RestLoad.Loader}, {RestLoad.Connections} connections; 2 clusters, {2 * Jobs} jobs"));
        return figures;
    }

    private static async Task<Figure> MeasureAsync(RestTarget target, int passes, RestSite site, FloorServer floor, CancellationToken cancellationToken)
    {
        var (length, headers) = (await site.LengthAsync(target.Path, cancellationToken), await site.HeadersAsync(target, cancellationToken));
        var bare = $"/{(target.FloorBytes > 0 ? target.FloorBytes : length)}";
        var (ratios, ours, floors, rates, floorRates) = (new Samples(), new Samples(), new Samples(), new Samples(), new Samples());
        // The first pass is not counted: methods are compiled anew under load.
        for (var pass = 0; pass <= passes; pass++)
        {
            var theirs = await RestLoad.RunAsync(floor.ProcessId, floor.Port, bare, [], cancellationToken);
            var own = await RestLoad.RunAsync(site.ProcessId, site.Port, target.Path, headers, cancellationToken);
            if (pass == 0) continue;
            ratios.Add(own.Cost / theirs.Cost);
            ours.Add(own.Cost);
            floors.Add(theirs.Cost);
            rates.Add(own.Rate);
            floorRates.Add(theirs.Rate);
        }

        var note = $"{Text.Number(ours.Median)} µs, {Text.Number(rates.Median)}/s of {length} bytes; floor {Text.Number(floors.Median)} µs, {Text.Number(floorRates.Median)}/s; ratio {Text.Number(ratios.Least)} to {Text.Number(ratios.Most)}";
        var name = $"{target.Name}: processor time by the floor's";
        return target.Aim is { } aim ? Figure.AtMost(name, aim, ratios.Median, "", note) : Figure.Of(name, $"{Text.Number(ratios.Median)}, {note}");
    }
}
