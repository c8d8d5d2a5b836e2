namespace KubeFate.Cli.Output;

/// <summary>Where results and messages go, and what the terminal can do.</summary>
internal sealed record Terminal
{
    /// <summary>stdout: results.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>stderr: everything for people.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Whether live rows may be drawn: stdout is a terminal that is not dumb.</summary>
    public required bool Live { get; init; }

    /// <summary>Whether colour may be used: <see cref="Live"/>, and NO_COLOR is not set.</summary>
    public required bool Color { get; init; }

    public required TimeProvider Clock { get; init; }

    /// <summary>The process's own terminal.</summary>
    public static Terminal Of(Func<string, string?> environment)
    {
        var live = !Console.IsOutputRedirected && environment("TERM") is not (null or "" or "dumb");
        return new Terminal
        {
            Out = Console.Out,
            Error = Console.Error,
            Live = live,
            Color = live && string.IsNullOrEmpty(environment("NO_COLOR")),
            Clock = TimeProvider.System,
        };
    }
}
