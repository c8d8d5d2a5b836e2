namespace KubeFate.Kubernetes;

/// <summary>What kind of failure a <see cref="KubernetesException"/> is.</summary>
public enum KubernetesFailure
{
    /// <summary>No answer: refused, unknown host, timeout, TLS, or a server that is overloaded or restarting.</summary>
    Unreachable,

    /// <summary>The account is known and lacks a right.</summary>
    Forbidden,

    /// <summary>The credentials are missing, expired or wrong.</summary>
    Unauthorized,

    /// <summary>The namespace does not exist.</summary>
    NamespaceMissing,

    /// <summary>Some other object does not exist.</summary>
    NotFound,

    /// <summary>The kubeconfig, its context or its credentials cannot be used.</summary>
    ConfigInvalid,

    /// <summary>Anything else the server refused.</summary>
    Other,
}

/// <summary>The one failure of this room. <see cref="Exception.Message"/> names cause and cure and is fit to show a user.</summary>
public sealed class KubernetesException(KubernetesFailure code, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>A stable word for programs.</summary>
    public KubernetesFailure Code { get; } = code;

    /// <summary>What lies behind it, such as the server's own words; may be shown to the user.</summary>
    public string? Detail { get; init; }

    /// <summary>The server's word for the refusal, such as <c>Invalid</c> or <c>AlreadyExists</c>; empty when it did not answer.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The faults that the server finds in an object, field by field; none when it names none.</summary>
    public IReadOnlyList<RefusalCause> Causes { get; init; } = [];

    /// <summary>Whether the same request may succeed later without anybody changing anything.</summary>
    public bool IsTransient { get; init; }

    /// <summary>The HTTP status the server answered; null without an answer.</summary>
    internal int? HttpStatus { get; init; }

    /// <summary>How long the server asks us to wait (header Retry-After).</summary>
    internal TimeSpan? RetryAfter { get; init; }

    /// <summary>The same failure in other words. It has no inner exception, which would hold the old ones.</summary>
    public KubernetesException Reworded(Func<string, string> word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return new KubernetesException(Code, word(Message))
        {
            Detail = Detail is null ? null : word(Detail),
            Reason = Reason,
            IsTransient = IsTransient,
            HttpStatus = HttpStatus,
            RetryAfter = RetryAfter,
            Causes = [.. Causes.Select(cause => cause with { Message = word(cause.Message) })],
        };
    }
}
