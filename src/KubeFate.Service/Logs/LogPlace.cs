using KubeFate.Kubernetes;

namespace KubeFate.Service.Logs;

/// <summary>How far a followed log has been read, so that a broken connection costs no line and doubles none.</summary>
internal sealed class LogPlace
{
    private readonly bool isCounted;
    private DateTimeOffset? last;
    private int atLast;
    private int skip;
    private bool isResuming;

    /// <param name="asked">What is to be read.</param>
    public LogPlace(LogRequest asked)
    {
        // The server counts the times it writes into the limit of bytes: such a log is read once, as it was asked for.
        isCounted = asked.LimitBytes is not null;
        Request = isCounted ? asked : asked with { Timestamps = true };
    }

    /// <summary>What to ask for next.</summary>
    public LogRequest Request { get; private set; }

    /// <summary>Whether it can be asked for again.</summary>
    public bool CanResume => !isCounted;

    /// <summary>Whether the line was not read before; it then counts as read.</summary>
    public bool IsNew(LogLine line)
    {
        if (line.Time is not { } time) return true;
        if (isResuming && (time < last || (time == last && skip-- > 0))) return false;
        isResuming = false;
        atLast = time == last ? atLast + 1 : 1;
        last = time;
        return true;
    }

    /// <summary>The log is about to be asked for again: from the second of the last line on, without the lines that are known.</summary>
    public void Resume()
    {
        if (last is not { } time) return;
        (isResuming, skip) = (true, atLast);
        Request = Request with { Since = null, SinceTime = time, TailLines = null };
    }
}
