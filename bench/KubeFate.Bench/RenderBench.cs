using System.Diagnostics;
using KubeFate.Bench.Figures;
using KubeFate.Bench.Processes;
using KubeFate.Fate;

namespace KubeFate.Bench;

/// <summary>Reading and checking a cluster.yaml, in this process; rendering its chart, by helm.</summary>
internal static class RenderBench
{
    private const int Batch = 100;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(int rounds, CancellationToken cancellationToken)
    {
        var text = await File.ReadAllTextAsync(Programs.Example, cancellationToken);
        for (var i = 0; i < 20 * Batch; i++) MustBeValid(ClusterFile.Parse(text));

        var times = new Samples();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 5 * rounds; round++) times.Add(ParseBatch(text));
        var allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / (5.0 * rounds * Batch);

        var template = new Samples();
        var call = new ProgramCall(Programs.Helm, ["template", "fate-9999", Programs.Chart, "-f", Programs.Example]);
        for (var round = 0; round < rounds; round++) template.Add(await ShortProcess.TimeAsync(call, cancellationToken));
        return
        [
            Figure.Of($"cluster.yaml of {text.Length} characters, parsed and checked", $"{Text.Number(times.Median)} µs, {Text.Number(allocated / 1024)} KiB allocated"),
            Figure.Of("helm template of the chart", template.Spread(Text.Milliseconds)),
        ];
    }

    // Microseconds a file.
    private static double ParseBatch(string text)
    {
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < Batch; i++) ClusterFile.Parse(text);
        return Stopwatch.GetElapsedTime(began).TotalMicroseconds / Batch;
    }

    private static void MustBeValid(ClusterFile file)
    {
        if (file.HasErrors) throw new InvalidOperationException("the example is not valid: " + file.Problems[0].Format("cluster.yaml"));
    }
}
