using System.Diagnostics;

namespace KubeFate.Bench.Processes;

/// <summary>Runs a program to its end, for its time or for its memory: looking at the memory would cost time.</summary>
internal static class ShortProcess
{
    /// <summary>Milliseconds from before its start until it has ended and all it printed is read. Throws when it fails.</summary>
    public static async Task<double> TimeAsync(ProgramCall call, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        using var process = call.Start();
        await EndAsync(process, call, cancellationToken);
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    /// <summary>
    /// The most memory it had, in kB. Asked of the kernel again and again until the process has ended, since the peak that it reports
    /// afterwards (rusage) counts what the parent had when it made the child.
    /// </summary>
    public static async Task<long> PeakAsync(ProgramCall call, CancellationToken cancellationToken)
    {
        using var process = call.Start();
        var ending = EndAsync(process, call, cancellationToken);
        long peak = 0;
        while (!ending.IsCompleted) peak = Math.Max(peak, ProcessMemory.Peak(process.Id));
        await ending;
        return peak;
    }

    private static async Task EndAsync(Process process, ProgramCall call, CancellationToken cancellationToken)
    {
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0) throw new InvalidOperationException($"{call.Name} ended with {process.ExitCode}: {await output}{await error}");
    }
}
