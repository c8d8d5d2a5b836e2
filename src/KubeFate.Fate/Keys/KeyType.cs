namespace KubeFate.Fate.Keys;

/// <summary>What the value of a key must be. The names, in lower case, are the words of the key catalogue.</summary>
internal enum KeyType
{
    /// <summary>Any scalar, as written.</summary>
    Text,

    /// <summary>A text that no message may repeat.</summary>
    Secret,

    Boolean,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A whole number from 0.</summary>
    Count,

    /// <summary>A whole number from 1.</summary>
    Positive,

    /// <summary>1 to 65535.</summary>
    Port,

    /// <summary>A port that Kubernetes opens on every node: 1 to 65535, usually 30000 to 32767.</summary>
    NodePort,

    /// <summary>A positive whole number.</summary>
    PartyId,

    /// <summary>A Kubernetes quantity, as in 500m or 4Gi.</summary>
    Quantity,

    /// <summary>An IP address or a host name, without scheme or port.</summary>
    Host,

    /// <summary>A DNS name; the first label may be <c>*</c>.</summary>
    HostName,

    /// <summary>The name of a Kubernetes object.</summary>
    Name,

    /// <summary>A registry with an optional path, without scheme.</summary>
    Registry,

    /// <summary>A Go duration, as in 90m.</summary>
    Duration,

    /// <summary>A mapping of words to words.</summary>
    Labels,

    /// <summary>Any mapping.</summary>
    Mapping,
}
