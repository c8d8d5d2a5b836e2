namespace KubeFate.Service.Jobs;

/// <summary>How this process works on jobs. The defaults fit; tests shorten them.</summary>
public sealed record JobOptions
{
    /// <summary>
    /// How many installs and updates work at once in this process, and as many deletes, stops and rollbacks beside them. A job that waits, for its
    /// workloads or for the end of an outage, does not count.
    /// </summary>
    public int Parallelism { get; init; } = 4;

    /// <summary>
    /// How long a worker may be silent before another takes its job over. Renewed at a third of it. The clocks of services on one
    /// database must agree within the other two thirds.
    /// </summary>
    public TimeSpan LeaseLength { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a worker looks for jobs that other processes made or left, beside its own signals.</summary>
    public TimeSpan LookInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a follower looks for events of a job that another process runs.</summary>
    public TimeSpan FollowInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest that winding up after a stop, a timeout or a failure may take.</summary>
    public TimeSpan CleanUpLimit { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long the workloads of a cluster whose update was rolled back may take to be ready again.</summary>
    public TimeSpan RollbackPatience { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long the events of a job are kept after its end.</summary>
    public TimeSpan EventAge { get; init; } = TimeSpan.FromDays(90);

    /// <summary>The time limit of a job whose cluster.yaml sets none.</summary>
    public static readonly TimeSpan DefaultTimeLimit = TimeSpan.FromHours(1);
}
