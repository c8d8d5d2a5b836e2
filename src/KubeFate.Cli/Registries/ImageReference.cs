using System.Text.RegularExpressions;

namespace KubeFate.Cli.Registries;

/// <summary>An image's name in full: where it lies, and which it is.</summary>
internal sealed partial record ImageReference(string Host, string Repository, string? Tag, string? Digest)
{
    /// <summary>Docker Hub's name in an image's name.</summary>
    public const string Hub = "docker.io";

    /// <summary>What the registry is asked for: the digest, else the tag, else <c>latest</c>.</summary>
    public string Version => Digest ?? Tag ?? "latest";

    /// <summary>Where its registry answers; Docker Hub does so at another name than its own.</summary>
    public string Address => Host == Hub ? "registry-1.docker.io" : Host;

    /// <summary>
    /// Reads a name as container runtimes do: without a host it is Docker Hub's, and there without a folder in <c>library</c>. Null when it is
    /// no name of an image; what is one has no character that a shell or an address takes for its own.
    /// </summary>
    public static ImageReference? Parse(string text)
    {
        if (Form().Match(text) is not { Success: true } match) return null;
        var name = match.Groups["name"].Value;
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var first = slash < 0 ? "" : name[..slash];
        var hasHost = first.Contains('.', StringComparison.Ordinal) || first.Contains(':', StringComparison.Ordinal) || first == "localhost";
        var (host, repository) = hasHost ? (first, name[(slash + 1)..]) : (Hub, name);
        if (host == Hub && !repository.Contains('/', StringComparison.Ordinal)) repository = "library/" + repository;
        return Path().IsMatch(repository) ? new ImageReference(host, repository, Text(match.Groups["tag"]), Text(match.Groups["digest"])) : null;
    }

    public override string ToString() => $"{Host}/{Repository}{(Tag is null ? "" : ":" + Tag)}{(Digest is null ? "" : "@" + Digest)}";

    private static string? Text(Group group) => group.Success ? group.Value : null;

    [GeneratedRegex(@"\A(?<name>(?:[A-Za-z0-9][A-Za-z0-9.-]{0,252}(?::\d{1,5})?/)?[a-z0-9][a-z0-9._/-]{0,254})(?::(?<tag>\w[\w.-]{0,127}))?(?:@(?<digest>sha256:[0-9a-f]{64}))?\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.ECMAScript)]
    private static partial Regex Form();

    [GeneratedRegex(@"\A[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Path();
}
