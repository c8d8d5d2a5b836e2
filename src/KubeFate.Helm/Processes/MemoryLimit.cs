using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace KubeFate.Helm.Processes;

/// <summary>
/// How much memory a child may have. Go's garbage collector works harder near the soft limit (GOMEMLIMIT, from Go 1.19 on, which is helm
/// 3.12); at the hard one, which Linux holds, Go ends with exit code 2 and says why. The hard limit is RLIMIT_DATA: it counts what can be
/// written. RLIMIT_AS would count what Go only reserves; below 600 MB no helm starts under it (3.9.4, 4.1.4 and 4.2.3).
/// </summary>
internal static partial class MemoryLimit
{
    private const int Data = 2;

    /// <summary>Whether there is a hard limit here.</summary>
    public static bool IsHard => OperatingSystem.IsLinux();

    /// <summary>Go's settings for a child that is to stay below the limit.</summary>
    /// <param name="start">Whose environment gets them.</param>
    /// <param name="bytes">The hard limit.</param>
    /// <param name="knowsSoftLimit">Whether the child's Go has one; without it, garbage must not pile up.</param>
    public static void Advise(ProcessStartInfo start, long bytes, bool knowsSoftLimit)
    {
        start.Environment["GOMEMLIMIT"] = (bytes / 4 * 3).ToString(CultureInfo.InvariantCulture);
        // Helm lives for less than a second: collecting its garbage a quarter as often saves a sixth of its time for 20 MB.
        start.Environment["GOGC"] = knowsSoftLimit ? "400" : "100";
    }

    /// <summary>
    /// Sets the hard limit of a child that has just started, and with it of all that it starts. What it took in the moment before counts too.
    /// </summary>
    public static void Set(Process child, long bytes)
    {
        if (!IsHard || GetLimit(child.Id, Data, 0, out var present) != 0 || present.Hard < (ulong)bytes) return;
        // It fails only for a child that has ended already.
        _ = SetLimit(child.Id, Data, new Limit { Soft = (ulong)bytes, Hard = (ulong)bytes }, 0);
    }

    /// <summary>Whether Go ended the child for want of memory.</summary>
    public static bool Ended(ChildResult result) => result.ExitCode == 2 && OutOfMemory().IsMatch(result.Error);

    [LibraryImport("libc", EntryPoint = "prlimit", SetLastError = true)]
    private static partial int GetLimit(int process, int resource, nint wanted, out Limit present);

    [LibraryImport("libc", EntryPoint = "prlimit", SetLastError = true)]
    private static partial int SetLimit(int process, int resource, in Limit wanted, nint present);

    [GeneratedRegex(@"^(?:fatal error|runtime): (?:runtime: )?(?:out of memory|cannot allocate memory|failed to reserve page summary memory)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex OutOfMemory();

    [StructLayout(LayoutKind.Sequential)]
    private struct Limit
    {
        public ulong Soft, Hard;
    }
}
