using System.Diagnostics;
using System.Runtime.InteropServices;

namespace KubeFate.Bench.Processes;

/// <summary>A server that runs until it is disposed of; then it is asked to end, and waited for.</summary>
internal sealed partial class RunningProgram : IAsyncDisposable
{
    private const int Terminate = 15;

    private readonly Process process;
    private readonly Queue<string> said = new();

    public RunningProgram(ProgramCall call)
    {
        process = call.Start();
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => process.Id;

    /// <summary>Throws with what it said when it has ended.</summary>
    public void MustRun()
    {
        if (!process.HasExited) return;
        lock (said) throw new InvalidOperationException($"the server ended with {process.ExitCode}:\n{string.Join('\n', said)}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) _ = Signal(process.Id, Terminate);
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        lock (said)
        {
            said.Enqueue(line);
            if (said.Count > 40) said.Dequeue();
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Signal(int process, int signal);
}
