namespace KubeFate.Helm.Charts.Repositories;

/// <summary>
/// Where a chart repository may lead to: its own host, and those that whoever runs the service names. An index, or a redirect, could otherwise
/// make the service ask any address for its author, such as one inside the network that only the service reaches.
/// </summary>
internal sealed class RepositoryHosts(PullRequest request)
{
    private readonly Uri repository = request.Repository!;

    /// <summary>Whether it is the repository's own host, to which its user name and password may go.</summary>
    public bool IsOwn(Uri address) => address.Scheme == repository.Scheme && address.Port == repository.Port && IsSameHost(address.IdnHost, repository.IdnHost);

    /// <summary>Refuses what is not allowed, before anything is sent there.</summary>
    /// <param name="address">Where to.</param>
    /// <param name="leader">What leads there, as in <c>the index</c>.</param>
    /// <exception cref="HelmException"><see cref="HelmFailure.HostForbidden"/>, <see cref="HelmFailure.ChartInvalid"/>.</exception>
    public void Require(Uri address, string leader)
    {
        if (address.Scheme is not ("http" or "https"))
            throw new HelmException(HelmFailure.ChartInvalid, $"{leader} leads to {Shown(address.Scheme)}:, which is no address of http or https");
        if (IsOwn(address)) return;
        if (repository.Scheme == "https" && address.Scheme == "http")
            throw new HelmException(HelmFailure.HostForbidden, $"{leader} leads from https to plain http ({address.Authority}), where anybody on the way could change the chart: the repository must name https");
        if (!request.AllowedHosts.Any(allowed => IsSameHost(allowed, address.IdnHost + ":" + address.Port) || (address.IsDefaultPort && IsSameHost(allowed, address.IdnHost))))
            throw new HelmException(HelmFailure.HostForbidden, $"{leader} leads to {address.Authority}, which is not the repository's own host ({repository.Authority}) nor one that is allowed beside it");
    }

    // Uri writes every form of an IPv4 address in the usual one, so that 0x7f.1 is 127.0.0.1 here as on the network.
    private static bool IsSameHost(string one, string other) => string.Equals(one.TrimEnd('.'), other.TrimEnd('.'), StringComparison.OrdinalIgnoreCase);

    private static string Shown(string text) => text.Length > 40 ? text[..40] + "…" : text;
}
