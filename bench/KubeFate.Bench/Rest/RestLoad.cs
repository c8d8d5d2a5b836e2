using System.Diagnostics;
using System.Globalization;
using KubeFate.Bench.Processes;

namespace KubeFate.Bench.Rest;

/// <summary>What one pass of load did to a server.</summary>
/// <param name="Rate">Answers a second.</param>
/// <param name="Cost">The server's processor time for an answer, in microseconds, by the kernel's account.</param>
internal sealed record LoadResult(double Rate, double Cost);

/// <summary>Puts load on a server of this machine and looks at what its process used meanwhile. By wrk where it is installed, else by a loader of our own.</summary>
internal static class RestLoad
{
    public const int Connections = 16;
    private const double Seconds = 2;

    private static readonly string? Wrk = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "wrk")).FirstOrDefault(File.Exists);

    /// <summary>What loads.</summary>
    public static string Loader => Wrk is null ? "a loader of our own" : "wrk";

    public static async Task<LoadResult> RunAsync(int process, int port, string path, IReadOnlyList<string> headers, CancellationToken cancellationToken)
    {
        var (began, used) = (Stopwatch.GetTimestamp(), ProcessTime.Of(process));
        var answers = Wrk is null ? await OwnAsync(port, path, headers, cancellationToken) : await WrkAsync(Wrk, port, path, headers, cancellationToken);
        var cost = ProcessTime.Of(process) - used;
        return new LoadResult(answers / Stopwatch.GetElapsedTime(began).TotalSeconds, cost.TotalMicroseconds / answers);
    }

    private static async Task<long> OwnAsync(int port, string path, IReadOnlyList<string> headers, CancellationToken cancellationToken)
    {
        var call = new ProgramCall(Environment.ProcessPath!, [LoadProgram.Name, $"{port}", path, $"{Connections}", Seconds.ToString(CultureInfo.InvariantCulture), .. headers]);
        var counts = (await ReadAsync(call, cancellationToken)).Split(' ');
        if (counts[1].Trim() != "0") throw new InvalidOperationException($"{counts[1].Trim()} answers of GET {path} were neither 200 nor 304");
        return long.Parse(counts[0], CultureInfo.InvariantCulture);
    }

    private static async Task<long> WrkAsync(string wrk, int port, string path, IReadOnlyList<string> headers, CancellationToken cancellationToken)
    {
        var call = new ProgramCall(wrk, ["-t1", $"-c{Connections}", $"-d{Seconds:0}s", .. headers.SelectMany(header => new[] { "-H", header }), $"http://127.0.0.1:{port}{path}"]);
        var said = await ReadAsync(call, cancellationToken);
        if (said.Contains("Non-2xx or 3xx responses", StringComparison.Ordinal)) throw new InvalidOperationException($"answers of GET {path} failed:\n{said}");
        var line = said.Split('\n').First(line => line.Contains(" requests in ", StringComparison.Ordinal));
        return long.Parse(line.Trim().Split(' ')[0], CultureInfo.InvariantCulture);
    }

    private static async Task<string> ReadAsync(ProgramCall call, CancellationToken cancellationToken)
    {
        using var process = call.Start();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{call.Name} ended with {process.ExitCode}: {await error}");
    }
}
