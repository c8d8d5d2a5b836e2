using System.Globalization;
using System.Net;

namespace KubeFate.Client;

/// <summary>
/// What is reached without a proxy: the loopback interface, always, and what <c>NO_PROXY</c> lists with commas, as Go programs read it
/// (golang/net@v0.30.0 http/httpproxy/proxy.go): <c>*</c> for everything, an address, a range (<c>10.96.0.0/12</c>), a domain with all below it
/// (<c>site</c>), only what is below it (<c>.site</c>, <c>*.site</c>); each but the range may end in a port.
/// </summary>
internal sealed class ProxyExceptions
{
    private readonly List<Func<string, IPAddress?, int, bool>> rules = [];

    /// <summary>Reads the value of <c>NO_PROXY</c>; what has no form that Go knows is a domain that matches nothing.</summary>
    public static ProxyExceptions Parse(string? noProxy)
    {
        var exceptions = new ProxyExceptions();
        foreach (var entry in (noProxy ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            exceptions.rules.Add(Rule(entry.ToLowerInvariant()));
        return exceptions;
    }

    public bool Match(Uri address)
    {
        var host = address.IdnHost.TrimEnd('.').ToLowerInvariant();
        if (host == "localhost") return true;
        var ip = IPAddress.TryParse(host, out var parsed) ? parsed : null;
        if (ip is { IsIPv4MappedToIPv6: true }) ip = ip.MapToIPv4();
        return (ip is not null && IPAddress.IsLoopback(ip)) || rules.Exists(rule => rule(host, ip, address.Port));
    }

    private static Func<string, IPAddress?, int, bool> Rule(string entry)
    {
        if (entry == "*") return (_, _, _) => true;
        if (IPNetwork.TryParse(entry, out var network)) return (_, ip, _) => ip is not null && network.Contains(ip);

        var (name, port) = Split(entry);
        if (IPAddress.TryParse(name.Trim('[', ']'), out var exact)) return (_, ip, asked) => exact.Equals(ip) && PortFits(asked);
        if (name.StartsWith("*.", StringComparison.Ordinal)) name = name[1..];
        if (name.StartsWith('.')) return (host, ip, asked) => ip is null && host.EndsWith(name, StringComparison.Ordinal) && PortFits(asked);
        return (host, ip, asked) => ip is null && (host == name || host.EndsWith("." + name, StringComparison.Ordinal)) && PortFits(asked);

        bool PortFits(int asked) => port is null || port == asked;
    }

    // An address of IPv6 has colons of its own: only behind its bracket is there a port.
    private static (string Name, int? Port) Split(string entry)
    {
        var colon = entry.LastIndexOf(':');
        var isPlain = colon > 0 && (entry[colon - 1] == ']' || entry.IndexOf(':', StringComparison.Ordinal) == colon);
        return isPlain && int.TryParse(entry.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? (entry[..colon], port) : (entry, null);
    }
}
