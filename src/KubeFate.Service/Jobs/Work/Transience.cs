using KubeFate.Helm;
using KubeFate.Kubernetes;
using KubeFate.Service.Storage;

namespace KubeFate.Service.Jobs.Work;

/// <summary>The one rule which failures of a step are tried again: those that may pass with nobody doing anything about them.</summary>
internal static class Transience
{
    /// <summary>A helm that is killed again and again has a cause that waiting does not cure.</summary>
    private const int KilledTries = 5;

    /// <summary>
    /// A server that answers 500 is there: a webhook that does not answer it, or storage that hiccups. Either is back within a minute or two, or is broken.
    /// </summary>
    private const int FaultTries = 15;

    /// <summary>How many failures of that kind in a row are borne: 0 for one that stays; without end for an outage, which the job's time limit ends.</summary>
    public static int Bears(Exception failure) => failure switch
    {
        HelmException { IsTransient: true, Code: HelmFailure.HelmKilled } => KilledTries - 1,
        KubernetesException { IsTransient: true, Reason: "InternalError" } => FaultTries - 1,
        HelmException { IsTransient: true } or KubernetesException { IsTransient: true } or StorageException { IsTransient: true } => int.MaxValue,
        _ => 0,
    };
}
