namespace KubeFate.Simulator.Stages;

/// <summary>A stage with its bases joined: all steps in order of precedence.</summary>
internal sealed class StagePlan
{
    private readonly Dictionary<string, StepDelay> delays = [];

    /// <summary>Joins a stage with its bases.</summary>
    /// <param name="stages">The stage first, then its bases.</param>
    public StagePlan(IReadOnlyList<Stage> stages)
    {
        Name = stages[0].Name;
        Steps = [.. stages.SelectMany(stage => stage.Steps)];
        Logs = stages.Select(stage => stage.Logs).FirstOrDefault(logs => logs is not null) ?? [];
        ClaimProblem = stages.Select(stage => stage.ClaimProblem).FirstOrDefault(problem => problem is not null);
        foreach (var (name, delay) in stages.SelectMany(stage => stage.Delays)) delays.TryAdd(name, delay);
        foreach (var step in Steps.Where(step => step.DelayName is not null && !delays.ContainsKey(step.DelayName)))
            throw new FormatException(
                $"stage {Name}: step {step.Name} waits for `{step.DelayName}`, which no `delays` of it or its bases tells");
    }

    public string Name { get; }

    public IReadOnlyList<Step> Steps { get; }

    public IReadOnlyList<LogRule> Logs { get; }

    public StepEvent? ClaimProblem { get; }

    /// <summary>A named delay; none when no stage tells it.</summary>
    public StepDelay Delay(string name) => delays.GetValueOrDefault(name, StepDelay.None);

    public StepDelay DelayOf(Step step) => step.DelayName is { } name ? delays[name] : step.Delay ?? StepDelay.None;
}
