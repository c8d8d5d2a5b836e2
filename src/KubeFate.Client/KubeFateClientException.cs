using KubeFate.Client.Wire;

namespace KubeFate.Client;

/// <summary>What kept the service from doing what it was asked.</summary>
public enum ClientFailure
{
    /// <summary>No connection: wrong address, not running, no name resolution, TLS.</summary>
    Unreachable,

    /// <summary>Something answered, but not a KubeFATE service: an ingress's 404 page, another program.</summary>
    NotOurs,

    /// <summary>Wrong user name or password, or a token that is no longer accepted.</summary>
    Unauthenticated,

    /// <summary>The user may not do this.</summary>
    Forbidden,

    /// <summary>There is no such cluster or job.</summary>
    NotFound,

    /// <summary>The cluster exists, or is being worked on.</summary>
    Conflict,

    /// <summary>The request or the cluster.yaml is wrong.</summary>
    Invalid,

    /// <summary>The service failed.</summary>
    ServiceFailed,

    /// <summary>No answer in time.</summary>
    Timeout,
}

/// <summary>A failed call, with a message fit to show a user.</summary>
public sealed class KubeFateClientException(ClientFailure failure, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    public ClientFailure Failure { get; } = failure;

    /// <summary>The service's word for the failure, such as <c>cluster_exists</c>; null from the original service.</summary>
    public string? Code { get; init; }

    /// <summary>What is wrong with cluster.yaml, when that is what failed.</summary>
    public IReadOnlyList<ProblemResponse> Problems { get; init; } = [];
}
