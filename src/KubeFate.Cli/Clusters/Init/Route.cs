namespace KubeFate.Cli.Clusters.Init;

/// <summary>The way to somebody else's gateway, as it was given: what the parts may be is for the check of cluster.yaml to say.</summary>
/// <param name="PartyId">Empty for an exchange.</param>
/// <param name="Host">An address or a host name.</param>
/// <param name="Port">The port that is open to this party.</param>
internal sealed record Route(string PartyId, string Host, string Port)
{
    /// <summary>Reads <c>10000=192.168.9.2:30101</c>; null when it has not that form.</summary>
    public static Route? OfPeer(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && OfExchange(text[(equals + 1)..]) is { } route ? route with { PartyId = text[..equals].Trim() } : null;
    }

    /// <summary>Reads <c>192.168.9.2:30101</c> or <c>[2001:db8::1]:30101</c>; null when it has not that form.</summary>
    public static Route? OfExchange(string text)
    {
        var colon = text.LastIndexOf(':');
        if (colon <= 0 || colon == text.Length - 1) return null;
        var host = text[..colon].Trim();
        if (host is ['[', .., ']']) host = host[1..^1];
        return new Route("", host, text[(colon + 1)..].Trim());
    }

    public override string ToString() => $"{(PartyId.Length > 0 ? PartyId + "=" : "")}{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}";
}
