using System.Diagnostics;

namespace KubeFate.Conformance.Tests;

/// <summary>A tool that goes on until something ends it, read line by line; its process tree ends with it at the latest.</summary>
public sealed class RunningTool : IAsyncDisposable
{
    private readonly Process process;

    private RunningTool(Process process) => this.process = process;

    public static RunningTool Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return new(Process.Start(start) ?? throw new InvalidOperationException("not started: " + program));
    }

    /// <summary>The next line; null at the end of the output.</summary>
    public Task<string?> ReadLineAsync() => process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask();

    /// <summary>Reads on to the end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> EndAsync()
    {
        while (await ReadLineAsync() is not null)
        {
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }
}
