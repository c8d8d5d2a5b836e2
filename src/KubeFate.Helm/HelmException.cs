namespace KubeFate.Helm;

/// <summary>Why helm did not do what it was asked to.</summary>
public enum HelmFailure
{
    /// <summary>Nothing below fits; the message carries helm's own words.</summary>
    Other,

    /// <summary>There is no helm command, it cannot be executed, or it is no helm.</summary>
    HelmMissing,

    /// <summary>A signal ended helm: the kernel's for want of memory, somebody's, or its own crash's.</summary>
    HelmKilled,

    /// <summary>Older than <see cref="HelmVersion.Oldest"/>.</summary>
    HelmTooOld,

    /// <summary>No chart at that path, repository or registry.</summary>
    ChartMissing,

    /// <summary>The chart cannot be read or rendered, or renders manifests that the API server does not know.</summary>
    ChartInvalid,

    /// <summary>The chart's archive is larger than any chart, or what it renders with its values is larger than Kubernetes takes.</summary>
    ChartTooLarge,

    /// <summary>The values do not fit the chart: its schema, a <c>required</c> or a <c>fail</c> of its templates refuses them.</summary>
    ValuesInvalid,

    NamespaceMissing,

    /// <summary>The account may not do it, or is not known (401, 403).</summary>
    Forbidden,

    /// <summary>No connection to the API server, repository or registry, or no sound answer from it.</summary>
    Unreachable,

    /// <summary>A chart repository leads to a host that it may not lead to.</summary>
    HostForbidden,

    /// <summary>A release or object of that name exists that is not ours to touch.</summary>
    NameInUse,

    /// <summary>Another manager owns a field (the request can force it), or a field cannot be changed in place.</summary>
    ResourceConflict,

    /// <summary>A NodePort is taken by another service.</summary>
    PortInUse,

    /// <summary>The namespace's quota or limits leave no room.</summary>
    QuotaExceeded,

    /// <summary>Another install, upgrade or rollback of the release is under way, or looks so.</summary>
    OperationInProgress,

    /// <summary>Helm says that there is no such release.</summary>
    ReleaseMissing,

    OutputTooLarge,

    /// <summary>Helm needed more memory than it may have.</summary>
    OutOfMemory,

    DiskFull,

    /// <summary>Time ran out: in the API server, in a hook, or on the network.</summary>
    Timeout,
}

/// <summary>The one exception of this room: a code for programs and a message, cause and cure, fit to show to a user.</summary>
public sealed class HelmException(HelmFailure code, string message, Exception? innerException = null) : Exception(message, innerException)
{
    public HelmFailure Code { get; } = code;

    /// <summary>What helm printed on stderr, if it came to that.</summary>
    public string? Detail { get; init; }

    /// <summary>The key of the values that is meant, as in <c>sub</c>; null when helm names none.</summary>
    public string? Key { get; init; }

    /// <summary>Whether the same call may well succeed later with nobody doing anything about it.</summary>
    public bool IsTransient { get; init; }

    /// <summary>It ended a command that changes the release: part of its effect may have happened.</summary>
    public bool MayHaveChanged { get; init; }

    /// <summary>The same failure in other words. It has no inner exception, which would hold the old ones.</summary>
    public HelmException Reworded(Func<string, string> word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return new HelmException(Code, word(Message)) { Detail = Detail is null ? null : word(Detail), Key = Key, IsTransient = IsTransient, MayHaveChanged = MayHaveChanged };
    }
}
