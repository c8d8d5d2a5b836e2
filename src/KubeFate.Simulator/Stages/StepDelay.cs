namespace KubeFate.Simulator.Stages;

/// <summary>How long a step waits.</summary>
internal sealed record StepDelay
{
    public static readonly StepDelay None = new();

    public TimeSpan Least { get; init; }

    /// <summary>The wait lies evenly between <see cref="Least"/> and this.</summary>
    public TimeSpan Most { get; init; }

    /// <summary>Added: nothing at first, then this, doubled each time. Null: nothing.</summary>
    public TimeSpan? Backoff { get; init; }

    /// <summary>The longest back-off.</summary>
    public TimeSpan BackoffLimit { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Back-off counts the container's restarts; else how often the step happened.</summary>
    public bool ByRestarts { get; init; }

    /// <summary>Waits for the readiness probe's <c>initialDelaySeconds</c>, within <see cref="Least"/> and <see cref="Most"/>.</summary>
    public bool Probe { get; init; }

    /// <summary>The pod's delay annotation, when there is one, takes the place of this delay.</summary>
    public bool Asked { get; init; }

    /// <summary>The back-off before the next try, after so many tries.</summary>
    public TimeSpan BackoffAfter(int tries)
    {
        if (Backoff is not { } first || tries <= 0) return TimeSpan.Zero;
        var doubled = first * Math.Pow(2, Math.Min(tries - 1, 30));
        return doubled < BackoffLimit ? doubled : BackoffLimit;
    }

    /// <summary>How long to wait this time.</summary>
    /// <param name="chance">From 0 up to 1.</param>
    /// <param name="probeDelay">The readiness probe's initial delay; null when there is no probe.</param>
    /// <param name="tries">How often it was tried before.</param>
    public TimeSpan Draw(double chance, TimeSpan? probeDelay, int tries)
    {
        var drawn = Probe && probeDelay is { } wanted
            ? TimeSpan.FromTicks(Math.Clamp(wanted.Ticks, Least.Ticks, Most.Ticks))
            : Least + ((Most - Least) * chance);
        return drawn + BackoffAfter(tries);
    }
}
