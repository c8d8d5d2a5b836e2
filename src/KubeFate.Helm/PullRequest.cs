namespace KubeFate.Helm;

/// <summary>A chart to fetch: by name from a repository, or by reference from a registry.</summary>
public sealed record PullRequest
{
    /// <summary>The chart's name in <see cref="Repository"/>, or a whole reference such as <c>oci://registry.example/charts/fate</c>.</summary>
    public required string Chart { get; init; }

    /// <summary>The chart repository's URL (http or https). Null for a reference.</summary>
    public Uri? Repository { get; init; }

    /// <summary>The exact version.</summary>
    public required string Version { get; init; }

    /// <summary>
    /// Hosts beside the repository's own that its index and its redirects may lead to, each <c>host</c> or <c>host:port</c>. What a registry leads
    /// to is helm's affair.
    /// </summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>User name and password, sent to the repository's own host only; for a registry given to helm in a file that only we can read.</summary>
    public PullCredentials? Credentials { get; init; }

    /// <summary>The certificate authority of the repository or registry, a PEM file. Null: those of the system.</summary>
    public string? CaFile { get; init; }

    /// <summary>Speak plain HTTP with the registry. Default false. Needs helm 3.13 or newer; a repository's URL says it itself.</summary>
    public bool PlainHttp { get; init; }
}

/// <summary>A user of a chart repository or registry.</summary>
public sealed record PullCredentials(string UserName, string Password)
{
    /// <summary>Without the password, so that a log cannot tell it.</summary>
    public override string ToString() => UserName;
}
