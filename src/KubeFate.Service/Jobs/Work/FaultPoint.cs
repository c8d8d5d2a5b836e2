using System.Diagnostics;
using System.Globalization;

namespace KubeFate.Service.Jobs.Work;

/// <summary>The recorded points of a step at which a test may kill the service.</summary>
internal enum FaultMoment
{
    /// <summary>Nothing of the step is recorded.</summary>
    Before,

    /// <summary>The intent is recorded, the effect has not begun.</summary>
    Started,

    /// <summary>The effect is under way: <c>during</c> kills as it begins, <c>during+300</c> 300 ms later.</summary>
    During,

    /// <summary>The effect has happened, its result is not recorded.</summary>
    Effect,

    /// <summary>The result is recorded.</summary>
    Finished,
}

/// <summary>
/// For tests alone: <c>KUBEFATE_TEST_DIE_AT=STEP:MOMENT</c> makes this process kill itself with SIGKILL at that point of a job, as a power cut
/// or the kernel's out-of-memory killer would. Beside the handlers' steps there are <c>create</c> (finished: the job is committed, the
/// answer not sent), <c>claim</c> (finished) and <c>end</c> (before, finished). Read once; without the variable every call is one
/// comparison.
/// </summary>
internal static class FaultPoint
{
    /// <summary>The name of the variable.</summary>
    public const string Variable = "KUBEFATE_TEST_DIE_AT";

    private static readonly (string Step, FaultMoment Moment, TimeSpan Delay)? Armed = Parse(Environment.GetEnvironmentVariable(Variable));

    // A timer that nothing holds may be collected before it is due, and nobody would die.
    private static Timer? held;

    /// <summary>Dies here when the test said so; otherwise does nothing.</summary>
    public static void Hit(string step, FaultMoment moment)
    {
        if (Armed is not { } armed || armed.Moment != moment || armed.Step != step) return;

        if (moment == FaultMoment.During && armed.Delay > TimeSpan.Zero)
            held = new Timer(static _ => Die(), null, armed.Delay, Timeout.InfiniteTimeSpan);
        else
            Die();
    }

    /// <summary>What a value of the variable asks for; null when it asks for nothing. Throws when it cannot be read: a test must not pass by a typing error.</summary>
    internal static (string Step, FaultMoment Moment, TimeSpan Delay)? Parse(string? value)
    {
        if (string.IsNullOrEmpty(value)) return null;
        var parts = value.Split(':');
        var moment = parts.Length == 2 ? parts[1].Split('+') : [];
        if (moment.Length is 1 or 2 && Enum.TryParse<FaultMoment>(moment[0], ignoreCase: true, out var parsed))
        {
            var delay = moment.Length == 2 ? double.Parse(moment[1], CultureInfo.InvariantCulture) : 0;
            return (parts[0], parsed, TimeSpan.FromMilliseconds(delay));
        }

        throw new FormatException($"{Variable}={value}: want STEP:MOMENT, MOMENT one of before, started, during, during+MILLISECONDS, effect, finished");
    }

    private static void Die()
    {
        // Kill is SIGKILL on Unix: no handler runs, no buffer is flushed. It may return before the signal arrives.
        Process.GetCurrentProcess().Kill();
        new ManualResetEventSlim().Wait(CancellationToken.None);
    }
}
