using System.Diagnostics;

namespace KubeFate.Bench.Processes;

/// <summary>A program with its arguments and what it finds in its environment beside ours.</summary>
internal sealed record ProgramCall(string Program, IReadOnlyList<string> Arguments)
{
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>As a person types it.</summary>
    public string Name => Path.GetFileName(Program) + " " + string.Join(' ', Arguments);

    /// <summary>Starts it; both its outputs are pipes that must be read.</summary>
    public Process Start()
    {
        var start = new ProcessStartInfo(Program, Arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in Environment) start.Environment[name] = value;
        return Process.Start(start) ?? throw new InvalidOperationException("not started: " + Program);
    }
}
