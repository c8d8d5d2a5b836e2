using KubeFate.Bench.Figures;
using KubeFate.Bench.Processes;
using KubeFate.Bench.Services;
using KubeFate.Testing;

namespace KubeFate.Bench;

/// <summary>How fast the command starts, beside the commands that people know.</summary>
internal static class CommandBench
{
    private const double RatioAim = 0.2;
    private const double VersionAim = 20;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(int rounds, CancellationToken cancellationToken)
    {
        using var folder = new TempFolder();
        await using var simulator = await SimulatorServer.StartAsync(folder, cancellationToken);
        await using var service = await ServiceServer.StartAsync(folder.File("data"), simulator.Kubeconfig, cancellationToken);
        ProgramCall[] calls =
        [
            new(Programs.Command, ["--help"]) { Environment = service.CommandEnvironment(folder) },
            new(Programs.Command, ["version"]) { Environment = service.CommandEnvironment(folder) },
            new(Programs.Kubectl, ["version", "--client"]),
            new(Programs.Helm, ["version"]),
        ];
        var times = calls.Select(_ => new Samples()).ToArray();
        var peaks = calls.Select(_ => new Samples()).ToArray();

        // Once for nothing: the files come into memory, and the token into its cache.
        foreach (var call in calls) await ShortProcess.TimeAsync(call, cancellationToken);
        for (var round = 0; round < 3 * rounds; round++)
        {
            for (var i = 0; i < calls.Length; i++) times[i].Add(await ShortProcess.TimeAsync(calls[i], cancellationToken));
        }

        for (var round = 0; round < 5; round++)
        {
            for (var i = 0; i < calls.Length; i++) peaks[i].Add(await ShortProcess.PeakAsync(calls[i], cancellationToken));
        }

        return
        [
            .. calls.Select((call, i) => Figure.Of(call.Name, $"{times[i].Spread(Text.Milliseconds)}, at most {Text.Megabytes(peaks[i].Most)}")),
            Figure.AtMost("start: kubefate --help by kubectl version --client", RatioAim, times[0].Median / times[2].Median, "", "ratio of medians"),
            Figure.AtMost("start: kubefate --help by helm version", RatioAim, times[0].Median / times[3].Median, "", "ratio of medians") with { Aim = "", Verdict = Verdict.None },
            Figure.AtMost("kubefate version with a kept token", VersionAim, times[1].Median, " ms", "median"),
        ];
    }
}
