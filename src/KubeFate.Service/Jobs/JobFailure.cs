using KubeFate.Helm;
using KubeFate.Kubernetes;
using KubeFate.Service.Hosting;
using KubeFate.Service.Storage;

namespace KubeFate.Service.Jobs;

/// <summary>Why a job failed, kept as data: a stable word for programs, a sentence with cause and cure, and the evidence.</summary>
internal sealed record JobFailure(string Code, string Message, string? Detail = null)
{
    /// <summary>The job ran longer than its time limit.</summary>
    public const string Timeout = "timeout";

    /// <summary>A fault of ours.</summary>
    public const string Internal = "internal";

    /// <summary>The failure that an exception of a step means: the job boundary of our exception types.</summary>
    public static JobFailure From(Exception exception, string jobUuid) => exception switch
    {
        ServiceException e => new JobFailure(e.Code, e.Message, e.Detail),
        KubernetesException e => new JobFailure(FailureCodes.Of(e.Code), e.Message, e.Detail),
        HelmException e => new JobFailure(FailureCodes.Of(e.Code), e.Message, e.Detail),
        StorageException e => new JobFailure("storage_" + e.Code.ToString().ToLowerInvariant(), e.Told),
        _ => new JobFailure(Internal, $"job {jobUuid} met a fault of the service itself; its log tells more, look for this job's id", exception.Message),
    };
}
