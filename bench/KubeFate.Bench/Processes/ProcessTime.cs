using System.Globalization;

namespace KubeFate.Bench.Processes;

/// <summary>The processor time of a process by /proc: waiting for a busy core does not lengthen it.</summary>
internal static class ProcessTime
{
    // What the kernel tells is counted in these, whatever its own tick is (proc_pid_stat(5), sysconf(_SC_CLK_TCK)).
    private const double TicksPerSecond = 100;

    /// <summary>What it has used so far, its threads and the kernel for it.</summary>
    public static TimeSpan Of(int process)
    {
        var text = File.ReadAllText($"/proc/{process}/stat");
        // The name may hold blanks; the fields are counted from behind it.
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return TimeSpan.FromSeconds((Number(fields[11]) + Number(fields[12])) / TicksPerSecond);
    }

    private static double Number(string field) => double.Parse(field, CultureInfo.InvariantCulture);
}
