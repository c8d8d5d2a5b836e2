namespace KubeFate.Cli.Output;

/// <summary>Where results and messages go, and what the terminal can do.</summary>
internal sealed record Terminal
{
    /// <summary>stdin.</summary>
    public required TextReader In { get; init; }

    /// <summary>stdout: results.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>stderr: everything for people.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Whether live rows may be drawn: stdout is a terminal that is not dumb.</summary>
    public required bool Live { get; init; }

    /// <summary>Whether colour may be used: <see cref="Live"/>, and NO_COLOR is not set.</summary>
    public required bool Color { get; init; }

    /// <summary>How many characters fit on a line of stdout; null when it is not a terminal.</summary>
    public Func<int?> Width { get; init; } = () => null;

    /// <summary>Whether somebody can be asked: stdin is a terminal, and stderr, where the questions stand.</summary>
    public required bool Asks { get; init; }

    /// <summary>Reads a line without showing it; null when the input ended.</summary>
    public required Func<string?> ReadSecret { get; init; }

    public required TimeProvider Clock { get; init; }

    /// <summary>The process's own terminal.</summary>
    public static Terminal Of(Func<string, string?> environment)
    {
        var live = !Console.IsOutputRedirected && environment("TERM") is not (null or "" or "dumb");
        return new Terminal
        {
            In = new ConsoleInput(),
            Out = Console.Out,
            Error = Console.Error,
            Live = live,
            Color = live && string.IsNullOrEmpty(environment("NO_COLOR")),
            Width = () => Console.IsOutputRedirected || Console.WindowWidth <= 0 ? null : Console.WindowWidth,
            Asks = !Console.IsInputRedirected && !Console.IsErrorRedirected,
            ReadSecret = SecretLine.Read,
            Clock = TimeProvider.System,
        };
    }

    // Opening stdin costs time, and few calls read it.
    private sealed class ConsoleInput : TextReader
    {
        public override int Peek() => Console.In.Peek();

        public override int Read() => Console.In.Read();

        public override string? ReadLine() => Console.In.ReadLine();

        public override string ReadToEnd() => Console.In.ReadToEnd();
    }
}
