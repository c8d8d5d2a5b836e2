using System.Diagnostics;
using System.Text;

namespace KubeFate.Helm.Processes;

/// <summary>What a child printed and how it ended.</summary>
internal sealed record ChildResult(int ExitCode, string Output, string Error);

/// <summary>What a child may use up, in bytes.</summary>
internal sealed record ChildLimits(long Output, long Memory);

/// <summary>Runs a program to its end, or ends it and all it started.</summary>
internal static class ChildProcess
{
    /// <summary>Every descendant inherits this variable, so that one that left the tree (a daemon) is found too.</summary>
    private const string RunVariable = "KUBEFATE_HELM_RUN";

    /// <summary>
    /// Runs without a shell and with an empty input. A cancelled token, or more output than the limit, ends the whole tree;
    /// when this returns or throws nothing of it runs any more.
    /// </summary>
    /// <exception cref="HelmException"><see cref="HelmFailure.OutputTooLarge"/>.</exception>
    public static async Task<ChildResult> RunAsync(ProcessStartInfo start, ChildLimits limits, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var run = Guid.NewGuid().ToString("N");
        start.Environment[RunVariable] = run;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;

        using var process = Process.Start(start) ?? throw new InvalidOperationException("no process started: " + start.FileName);
        MemoryLimit.Set(process, limits.Memory);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var budget = new OutputBudget(limits.Output, ending);
        var finished = false;
        process.StandardInput.Close();
        try
        {
            var output = budget.ReadAsync(process.StandardOutput, ending.Token);
            var error = budget.ReadAsync(process.StandardError, ending.Token);
            await Task.WhenAll(output, error, process.WaitForExitAsync(ending.Token));
            finished = true;
            return new ChildResult(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException) when (budget.IsSpent && !cancellationToken.IsCancellationRequested)
        {
            throw new HelmException(
                HelmFailure.OutputTooLarge,
                $"helm printed more than {limits.Output / 1024} KiB and was ended; does something in the chart or its values grow without end?");
        }
        finally
        {
            if (!finished) await EndAsync(process, run);
        }
    }

    private static async Task EndAsync(Process process, string run)
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
        foreach (var (id, value) in ProcessTable.WithVariable(RunVariable))
        {
            if (string.Equals(value, run, StringComparison.Ordinal)) ProcessTable.End(id);
        }
    }

    /// <summary>Bytes that both streams may carry together (counted as characters, so never more than the limit's bytes are missed).</summary>
    private sealed class OutputBudget(long limit, CancellationTokenSource ending)
    {
        private long left = limit;

        public bool IsSpent => Interlocked.Read(ref left) < 0;

        public async Task<string> ReadAsync(StreamReader reader, CancellationToken cancellationToken)
        {
            var text = new StringBuilder();
            var buffer = new char[8192];
            while (await reader.ReadAsync(buffer, cancellationToken) is > 0 and var count)
            {
                if (Interlocked.Add(ref left, -count) < 0) await ending.CancelAsync();
                cancellationToken.ThrowIfCancellationRequested();
                text.Append(buffer, 0, count);
            }

            return text.ToString();
        }
    }
}
