using System.Globalization;
using System.Runtime.InteropServices;
using KubeFate.Bench.Figures;

namespace KubeFate.Bench.Processes;

/// <summary>What the figures were measured on. No names: figures are passed on.</summary>
internal static class Machine
{
    public static string Describe() =>
        $"{Environment.ProcessorCount} cores, {Distribution()}, {RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}, {RuntimeInformation.FrameworkDescription}";

    /// <summary>How many processes wanted a core in the last minute; more than there are cores, and all times are too long.</summary>
    public static double Load() =>
        File.Exists("/proc/loadavg") ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture) : 0;

    public static string DescribeLoad() => $"{Text.Number(Load())} processes wanted its {Environment.ProcessorCount} cores in the last minute";

    private static string Distribution()
    {
        const string file = "/etc/os-release";
        const string key = "PRETTY_NAME=";
        var line = File.Exists(file) ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal)) : null;
        return line is null ? RuntimeInformation.OSDescription : line[key.Length..].Trim('"');
    }
}
