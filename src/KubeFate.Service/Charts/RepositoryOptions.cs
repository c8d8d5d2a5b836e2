namespace KubeFate.Service.Charts;

/// <summary>Where charts are pulled from that are not in the catalogue: <c>FATECLOUD_REPO_*</c>.</summary>
public sealed record RepositoryOptions
{
    /// <summary>The scheme of an OCI registry's address.</summary>
    internal const string Registry = "oci";

    /// <summary><c>FATECLOUD_REPO_URL</c>: a chart repository (http, https), or a project of a registry (<c>oci://host/project</c>). Null: nothing is pulled.</summary>
    public Uri? Url { get; init; }

    /// <summary><c>FATECLOUD_REPO_NAME</c>: how helm and messages name it. Default <c>kubefate</c>.</summary>
    public string Name { get; init; } = "kubefate";

    /// <summary><c>FATECLOUD_REPO_USERNAME</c>.</summary>
    public string? UserName { get; init; }

    /// <summary><c>FATECLOUD_REPO_PASSWORD</c>. Never logged, never an argument.</summary>
    public string? Password { get; init; }

    /// <summary><c>FATECLOUD_REPO_CA_FILE</c>: the authority of its certificate, PEM. Null: those of the system.</summary>
    public string? CaFile { get; init; }

    /// <summary><c>FATECLOUD_REPO_PLAIN_HTTP</c>: speak HTTP without TLS with a registry, or send a password over it.</summary>
    public bool PlainHttp { get; init; }

    /// <summary><c>FATECLOUD_REPO_HOSTS</c>: hosts beside the repository's own that its index and redirects may lead to, <c>host</c> or <c>host:port</c>. Default: none.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>Without the password, for a log line or an error.</summary>
    public override string ToString() => $"{Name} ({Url})";
}
