using System.Globalization;

namespace KubeFate.Bench.Processes;

/// <summary>A process's memory by /proc, in kB; 0 once it has none, or where there is no /proc.</summary>
internal static class ProcessMemory
{
    /// <summary>What is in memory now, files that are mapped included.</summary>
    public static long Resident(int process) => Read(process, "VmRSS:");

    /// <summary>The part of it that is the process's own.</summary>
    public static long Anonymous(int process) => Read(process, "RssAnon:");

    /// <summary>The most that ever was in memory.</summary>
    public static long Peak(int process) => Read(process, "VmHWM:");

    private static long Read(int process, string key)
    {
        try
        {
            foreach (var line in File.ReadLines($"/proc/{process}/status"))
            {
                if (line.StartsWith(key, StringComparison.Ordinal))
                    return long.Parse(line.AsSpan(key.Length).Trim().TrimEnd("kB").Trim(), NumberStyles.None, CultureInfo.InvariantCulture);
            }
        }
        catch (IOException)
        {
            // It ended between two looks.
        }

        return 0;
    }
}
