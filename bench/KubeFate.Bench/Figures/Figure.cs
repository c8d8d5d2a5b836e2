namespace KubeFate.Bench.Figures;

/// <summary>Whether a figure reaches its aim.</summary>
internal enum Verdict
{
    /// <summary>There is no aim: the figure stands for comparison.</summary>
    None,
    Reached,
    Missed,
}

/// <summary>One line of the report.</summary>
internal sealed record Figure
{
    public required string Name { get; init; }

    /// <summary>The aim as the report prints it; empty when there is none.</summary>
    public string Aim { get; init; } = "";

    /// <summary>The value with its unit, and what it was measured on.</summary>
    public required string Measured { get; init; }

    public Verdict Verdict { get; init; }

    /// <summary>A figure for comparison only.</summary>
    public static Figure Of(string name, string measured) => new() { Name = name, Measured = measured };

    /// <summary>A figure that is to be at most so much.</summary>
    public static Figure AtMost(string name, double aim, double value, string unit, string note) => new()
    {
        Name = name,
        Aim = $"≤ {Text.Number(aim)}{unit}",
        Measured = $"{Text.Number(value)}{unit}{(note.Length > 0 ? ", " + note : "")}",
        Verdict = value <= aim ? Verdict.Reached : Verdict.Missed,
    };
}
