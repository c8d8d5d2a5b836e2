namespace KubeFate.Fate;

/// <summary>How much a <see cref="Problem"/> matters.</summary>
public enum ProblemSeverity
{
    /// <summary>The cluster can be installed, though perhaps not as its author meant it.</summary>
    Warning,

    /// <summary>The cluster must not be installed.</summary>
    Error,
}

/// <summary>One thing that is wrong with a cluster.yaml: where it is, what causes it and what cures it.</summary>
public sealed record Problem
{
    public required ProblemSeverity Severity { get; init; }

    /// <summary>The key, as in <c>rollsite.nodePort</c> or <c>modules[2]</c>; empty when the whole file is meant.</summary>
    public required string Path { get; init; }

    /// <summary>1-based; 0 when no line can be named.</summary>
    public required int Line { get; init; }

    /// <summary>1-based; 0 when no column can be named.</summary>
    public required int Column { get; init; }

    /// <summary>Cause and cure in a sentence, without place or key.</summary>
    public required string Message { get; init; }

    /// <summary>One line for a person: <c>cluster.yaml:14: error: modules[2]: there is no module …</c>.</summary>
    public string Format(string fileName)
    {
        var place = Line > 0 ? $"{fileName}:{Line}" : fileName;
        var severity = Severity == ProblemSeverity.Error ? "error" : "warning";
        return Path.Length == 0 ? $"{place}: {severity}: {Message}" : $"{place}: {severity}: {Path}: {Message}";
    }
}
