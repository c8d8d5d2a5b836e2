using System.Diagnostics;
using System.Globalization;

namespace KubeFate.Helm.Processes;

/// <summary>
/// The processes of this machine as Linux tells them in /proc (proc(5)); elsewhere there are none to be seen. A process id alone proves
/// nothing, because ids are used again: with the start time it names one process for as long as the machine runs.
/// </summary>
internal static class ProcessTable
{
    /// <summary>This process as <c>pid:start time in clock ticks since boot</c>; the time is 0 where it cannot be told.</summary>
    public static string Self { get; } = $"{Environment.ProcessId}:{StartTicks(Environment.ProcessId) ?? 0}";

    /// <summary>Whether the process <c>pid:ticks</c> still runs. False for text of another form.</summary>
    public static bool Runs(string process)
    {
        var (pid, ticks) = process.Split(':') is [var first, var second] ? (first, second) : ("", "");
        return int.TryParse(pid, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var start)
            && StartTicks(id) == start;
    }

    /// <summary>The ids of processes, of our user and pid namespace, whose first environment has the variable, with its value.</summary>
    public static IEnumerable<(int Id, string Value)> WithVariable(string name)
    {
        if (!OperatingSystem.IsLinux()) yield break;

        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id)) continue;
            if (id == Environment.ProcessId || !SharesOurIds(folder)) continue;
            if (Variable(folder, name) is { } value) yield return (id, value);
        }
    }

    /// <summary>Kills the process and its descendants and returns when it is gone.</summary>
    public static void End(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            // It ended by itself before we came to it.
        }
    }

    /// <summary>Field 22 of /proc/pid/stat, counted behind the command, which may hold blanks and brackets.</summary>
    private static long? StartTicks(int id)
    {
        if (!OperatingSystem.IsLinux() || Read($"/proc/{id}/stat") is not { } stat) return null;
        var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        // A zombie has ended; only its parent has not looked yet.
        if (fields is ["Z" or "X", ..]) return null;
        return fields.Length > 19 ? long.Parse(fields[19], CultureInfo.InvariantCulture) : null;
    }

    /// <summary>In a container's pid namespace the same ids mean other processes, so a marker from there must not be compared with ours.</summary>
    private static bool SharesOurIds(string folder)
    {
        try
        {
            return new FileInfo(folder + "/ns/pid").LinkTarget is { } theirs
                && string.Equals(theirs, new FileInfo("/proc/self/ns/pid").LinkTarget, StringComparison.Ordinal);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string? Variable(string folder, string name)
    {
        var entry = Read(folder + "/environ")?.Split('\0').FirstOrDefault(pair => pair.StartsWith(name + "=", StringComparison.Ordinal));
        return entry?[(name.Length + 1)..];
    }

    private static string? Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Gone meanwhile, or another user's.
            return null;
        }
    }
}
