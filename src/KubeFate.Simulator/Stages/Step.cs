using System.Text.Json.Nodes;

namespace KubeFate.Simulator.Stages;

internal enum StepSubject
{
    Pod,
    Container,
}

/// <summary>One step of a stage: while <see cref="When"/> holds, wait <see cref="Delay"/>, then let <see cref="Then"/> happen.</summary>
internal sealed record Step
{
    public required string Name { get; init; }

    public required StepSubject Of { get; init; }

    /// <summary>Facts and the values that each may have; see <c>PodFacts</c> and <c>ContainerFacts</c>.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> When { get; init; }

    /// <summary>A delay of its own, or null when <see cref="DelayName"/> names one of the stage's.</summary>
    public StepDelay? Delay { get; init; }

    public string? DelayName { get; init; }

    /// <summary>Happens as the wait begins.</summary>
    public StepEffect Begin { get; init; } = StepEffect.None;

    public StepEffect Then { get; init; } = StepEffect.None;

    /// <summary>Whether it is about something that is not the pod's own: room on a node, a volume's source, a variable's.</summary>
    public bool WaitsForOutside =>
        When.GetValueOrDefault("unschedulable")?.Contains("true", StringComparer.Ordinal) == true
            || IsMissing("volumes") || IsMissing("configuration");

    public bool Fits(Func<string, string> fact) => When.All(wanted => wanted.Value.Contains(fact(wanted.Key), StringComparer.Ordinal));

    private bool IsMissing(string fact) => When.GetValueOrDefault(fact)?.Contains("missing", StringComparer.Ordinal) == true;
}

/// <summary>What a step does.</summary>
internal sealed record StepEffect
{
    public static readonly StepEffect None = new();

    public IReadOnlyList<StepEvent> Events { get; init; } = [];

    /// <summary>Fields put into the container's status; texts have placeholders.</summary>
    public JsonObject? Container { get; init; }

    /// <summary>Counts a restart and keeps a terminated state as the last one.</summary>
    public bool Restarts { get; init; }

    /// <summary>The node holds the image from now on.</summary>
    public bool Pulls { get; init; }

    /// <summary>Asks the scheduler for a node.</summary>
    public bool Schedules { get; init; }

    /// <summary>The scheduler's refusal; null for none.</summary>
    public string? Unschedulable { get; init; }

    /// <summary>The pod is gone.</summary>
    public bool Removes { get; init; }
}

/// <summary>An Event to be recorded.</summary>
internal sealed record StepEvent
{
    public required string Reason { get; init; }

    public required string Message { get; init; }

    public string Type { get; init; } = "Normal";

    /// <summary>The component that tells it.</summary>
    public string From { get; init; } = "kubelet";

    /// <summary>Told once for each running container.</summary>
    public bool EachRunning { get; init; }
}
