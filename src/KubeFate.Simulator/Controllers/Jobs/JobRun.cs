using System.Globalization;
using System.Text.Json.Nodes;
using KubeFate.Simulator.Controllers.Pods;

namespace KubeFate.Simulator.Controllers.Jobs;

/// <summary>How a Job stands, from its pods and its own status.</summary>
internal sealed class JobRun
{
    public const string IndexLabel = "batch.kubernetes.io/job-completion-index";

    private readonly List<JsonObject> succeeded;
    private readonly List<JsonObject> pods;

    public JobRun(JsonObject job, List<JsonObject> pods)
    {
        Job = job;
        this.pods = pods;
        Active = [.. pods.Where(pod => !PodView.IsFinal(pod) && !pod.IsDeleting())];
        succeeded = [.. pods.Where(pod => pod.Text("status", "phase") is "Succeeded")];
        Failed = [.. pods.Where(pod => pod.Text("status", "phase") is "Failed")];
    }

    public JsonObject Job { get; }

    public List<JsonObject> Active { get; }

    public List<JsonObject> Failed { get; }

    // What was counted once counts, also when someone deleted the pod since.
    public int Succeeded => IsIndexed ? Indexes.Count : Math.Max(Job.Count("status", "succeeded"), succeeded.Count);

    public int FailedCount => Math.Max(Job.Count("status", "failed"), Failed.Count) + Ended;

    /// <summary>Pods that the job itself ended because it fails; they count as failed.</summary>
    public int Ended { get; init; }

    public bool HasPods => Active.Count + Ending > 0;

    /// <summary>Why the job is to fail, while its pods still end; null when it is not.</summary>
    public JsonObject? FailureTarget => Job.Condition("FailureTarget") is { } condition && condition.Text("status") is "True" ? condition : null;

    public int Ready => Active.Count(PodView.IsReady);

    public int Ending => pods.Count(pod => pod.IsDeleting() && !PodView.IsFinal(pod));

    /// <summary>Failed pods, and restarts of containers where the kubelet itself tries again.</summary>
    public int Failures => FailedCount + (Job.Text("spec", "template", "spec", "restartPolicy") is "OnFailure"
        ? Active.Sum(pod => pod.Items("status", "containerStatuses")
            .Concat(pod.Items("status", "initContainerStatuses")).Sum(status => status.Count("restartCount")))
        : 0);

    public bool IsComplete => Completions is { } wanted ? Succeeded >= wanted : Succeeded > 0 && Active.Count == 0;

    /// <summary>How many pods should run now.</summary>
    public int Wanted
    {
        get
        {
            var parallelism = (int)(Job.Number("spec", "parallelism") ?? 1);
            return Completions is { } wanted ? Math.Min(parallelism, Math.Max(0, wanted - Succeeded)) : Succeeded > 0 ? Active.Count : parallelism;
        }
    }

    public DateTimeOffset? StartedAt => Job.Time("status", "startTime");

    public DateTimeOffset? FinishedAt => Job.Items("status", "conditions")
        .Where(condition => condition.Text("type") is "Complete" or "Failed" && condition.Text("status") is "True")
        .Select(condition => condition.Time("lastTransitionTime")).FirstOrDefault(time => time is not null);

    public DateTimeOffset? LastFailure =>
        Failed.SelectMany(pod => pod.Items("status", "containerStatuses"))
            .Select(status => status.Time("state", "terminated", "finishedAt")).Max();

    /// <summary>The indexes that are done, of an Indexed job.</summary>
    public SortedSet<int> Indexes => [.. succeeded.Select(Index).OfType<int>()];

    private bool IsIndexed => Job.Text("spec", "completionMode") is "Indexed";

    private int? Completions =>
        Job.Number("spec", "completions") is { } wanted ? (int)wanted : Job.Number("spec", "parallelism") is null ? 1 : null;

    /// <summary>The lowest index that no pod has or had success with.</summary>
    public static string FreeIndex(List<JsonObject> present)
    {
        var taken = present.Where(pod => pod.Text("status", "phase") is not "Failed" && !pod.IsDeleting()).Select(Index).ToHashSet();
        return Enumerable.Range(0, int.MaxValue).First(index => !taken.Contains(index)).ToString(CultureInfo.InvariantCulture);
    }

    private static int? Index(JsonObject pod) =>
        int.TryParse(pod.Annotation(IndexLabel), NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;
}
