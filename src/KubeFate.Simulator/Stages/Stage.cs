namespace KubeFate.Simulator.Stages;

/// <summary>A life that pods can lead, as one yaml file tells it.</summary>
internal sealed record Stage
{
    public required string Name { get; init; }

    /// <summary>One sentence for people.</summary>
    public required string About { get; init; }

    /// <summary>
    /// The stage that goes on where this one's steps do not match; <c>cluster</c> is whatever the cluster runs; null ends there.
    /// </summary>
    public string? Base { get; init; }

    /// <summary>Steps in order of precedence: the first that matches is the one that happens.</summary>
    public IReadOnlyList<Step> Steps { get; init; } = [];

    /// <summary>Delays that steps name; a stage's own win over its base's.</summary>
    public IReadOnlyDictionary<string, StepDelay> Delays { get; init; } = new Dictionary<string, StepDelay>(StringComparer.Ordinal);

    /// <summary>Image patterns (<c>*</c> stands for anything) whose containers meet this stage without being asked to.</summary>
    public IReadOnlyList<string> Images { get; init; } = [];

    /// <summary>Stages with weights; each workload gets one of them. Empty for a stage of its own.</summary>
    public IReadOnlyDictionary<string, int> Mix { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>What containers print; null leaves it to the base.</summary>
    public IReadOnlyList<LogRule>? Logs { get; init; }

    /// <summary>Why claims are never bound under this stage; null binds them.</summary>
    public StepEvent? ClaimProblem { get; init; }
}

/// <summary>Lines that a container prints.</summary>
/// <param name="At">When: <c>start</c>, <c>ready</c> or <c>end</c>.</param>
/// <param name="Lines">Texts with placeholders.</param>
internal sealed record LogRule(string At, IReadOnlyList<string> Lines);
