using System.Runtime.InteropServices;

namespace KubeFate.Fuzz.Tests;

/// <summary>
/// The processor time of this thread alone (clock_gettime(2), CLOCK_THREAD_CPUTIME_ID): a busy machine takes longer, but no more of it. Where
/// there is no such clock, the time of day.
/// </summary>
internal static partial class ThreadClock
{
    private const int ThreadCpuTime = 3;

    public static TimeSpan Now
    {
        get
        {
            if (!OperatingSystem.IsLinux() || GetTime(ThreadCpuTime, out var time) != 0) return TimeSpan.FromMilliseconds(Environment.TickCount64);
            return TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1000.0);
        }
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out TimeOfClock time);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeOfClock
    {
        public long Seconds, Nanoseconds;
    }
}
