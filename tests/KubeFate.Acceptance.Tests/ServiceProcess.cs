using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using KubeFate.Testing;

namespace KubeFate.Acceptance.Tests;

/// <summary>A service in a process of its own, which can be killed as the kernel kills.</summary>
internal sealed partial class ServiceProcess : IAsyncDisposable
{
    private const int SigTerm = 15;

    private readonly Process process;
    private readonly StringBuilder log = new();
    private readonly TaskCompletionSource<string> address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<(string Text, TaskCompletionSource Said)> awaited = [];

    private ServiceProcess(Process process) => this.process = process;

    /// <summary>Where it listens.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Its process.</summary>
    public int Id => process.Id;

    /// <summary>All it printed.</summary>
    public string Log
    {
        get
        {
            lock (log) return log.ToString();
        }
    }

    /// <summary>Starts and waits until it listens. Throws with its log when it ends before.</summary>
    public static async Task<ServiceProcess> StartAsync(IEnumerable<string> arguments, IReadOnlyDictionary<string, string?> environment, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Programs.Service, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var service = new ServiceProcess(Process.Start(start)!);
        service.process.OutputDataReceived += (_, line) => service.Take(line.Data);
        service.process.ErrorDataReceived += (_, line) => service.Take(line.Data);
        service.process.BeginOutputReadLine();
        service.process.BeginErrorReadLine();
        var ended = service.process.WaitForExitAsync(cancellationToken);
        if (await Task.WhenAny(service.address.Task, ended) == ended) throw new InvalidOperationException("the service ended:\n" + service.Log);
        service.Address = await service.address.Task;
        return service;
    }

    /// <summary>Waits until it has printed a line with this text.</summary>
    public Task SaysAsync(string text, CancellationToken cancellationToken)
    {
        lock (log)
        {
            if (log.ToString().Contains(text, StringComparison.Ordinal)) return Task.CompletedTask;
            var said = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            awaited.Add((text, said));
            return said.Task.WaitAsync(HangGuard.Limit, cancellationToken);
        }
    }

    /// <summary>Waits until it died by itself.</summary>
    public async Task DiedAsync(CancellationToken cancellationToken)
    {
        try
        {
            await process.WaitForExitAsync(cancellationToken).WaitAsync(HangGuard.Limit, cancellationToken);
        }
        catch (TimeoutException late)
        {
            throw new InvalidOperationException($"the service never came to the point where it was to die:\n{Log}", late);
        }
    }

    /// <summary>SIGKILL: nothing of it runs any more, and nothing was told.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        process.Kill();
        await process.WaitForExitAsync(cancellationToken);
    }

    /// <summary>SIGTERM, and waits for the orderly end; answers the exit code.</summary>
    public async Task<int> StopAsync(CancellationToken cancellationToken)
    {
        if (Signal(process.Id, SigTerm) != 0) throw new InvalidOperationException("no signal could be sent");
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null) return;
        lock (log)
        {
            log.AppendLine(line);
            foreach (var (_, said) in awaited.Where(wanted => line.Contains(wanted.Text, StringComparison.Ordinal))) said.TrySetResult();
        }

        const string words = "listens on ";
        if (line.Contains("KubeFATE service", StringComparison.Ordinal) && line.IndexOf(words, StringComparison.Ordinal) is > 0 and var found)
            address.TrySetResult(line[(found + words.Length)..].Split(';')[0]);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}
