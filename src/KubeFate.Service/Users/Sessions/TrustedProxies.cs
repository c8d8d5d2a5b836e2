using KubeFate.Service.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;

namespace KubeFate.Service.Users.Sessions;

/// <summary>
/// Behind an ingress every call comes from the ingress; the caller's address is in <c>X-Forwarded-For</c>. It is believed from the proxies of
/// <c>FATECLOUD_TRUSTED_PROXIES</c> alone: anybody else could write there what they like, and slip from the limit of sign-ins.
/// </summary>
internal static class TrustedProxies
{
    public static IServiceCollection AddTrustedProxies(this IServiceCollection services, ServiceOptions options) => services.Configure<ForwardedHeadersOptions>(forwarded =>
    {
        forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor;
        // The framework trusts the same machine unless told otherwise.
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var network in options.TrustedProxies) forwarded.KnownIPNetworks.Add(network);
        // Several proxies in a row: read back to the first address that is none of them.
        forwarded.ForwardLimit = null;
    });
}
