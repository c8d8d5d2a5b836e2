using KubeFate.Client.Jobs;

namespace KubeFate.Cli.Jobs;

/// <summary>What a job's events add up to.</summary>
internal sealed class JobProgress
{
    private readonly List<ModuleProgress> modules = [];

    public string Status { get; private set; } = JobStatus.Pending;

    /// <summary>What goes on, in a line.</summary>
    public string Message { get; private set; } = "waiting for a worker";

    public DateTimeOffset? Started { get; private set; }

    public DateTimeOffset? Ended { get; private set; }

    public JobFailureResponse? Failure { get; private set; }

    /// <summary>The workloads in the order they were first seen.</summary>
    public IReadOnlyList<ModuleProgress> Modules => modules;

    public List<string> Warnings { get; } = [];

    public void Apply(JobEvent change)
    {
        Started ??= change.Time;
        switch (change.Type)
        {
            case JobEventType.Module:
                Apply(change, change.Module ?? "");
                break;
            case JobEventType.Warning:
                Warnings.Add(change.Message);
                break;
            case JobEventType.End:
                Ended = change.Time;
                Failure = change.Failure;
                goto case JobEventType.Status;
            case JobEventType.Status:
                Status = change.Status ?? Status;
                Message = change.Message;
                break;
            default:
                Message = change.Message;
                break;
        }
    }

    private void Apply(JobEvent change, string name)
    {
        var module = modules.Find(known => known.Name == name);
        if (module is null) modules.Add(module = new ModuleProgress { Name = name, Since = Started ?? change.Time });
        module.Status = change.Status ?? "";
        // The event's message is a whole line; the row names the module already.
        module.WaitsFor = module.IsReady ? "" : change.Message.StartsWith(name + ": ", StringComparison.Ordinal) ? change.Message[(name.Length + 2)..] : change.Message;
        module.ReadyAt = module.IsReady ? module.ReadyAt ?? change.Time : null;
    }
}

/// <summary>One workload of a job.</summary>
internal sealed class ModuleProgress
{
    public required string Name { get; init; }

    public required DateTimeOffset Since { get; init; }

    public string Status { get; set; } = "";

    public string WaitsFor { get; set; } = "";

    public DateTimeOffset? ReadyAt { get; set; }

    public bool IsReady => Status == "Available";
}
