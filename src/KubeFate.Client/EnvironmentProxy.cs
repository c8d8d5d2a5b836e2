using System.Net;

namespace KubeFate.Client;

/// <summary>
/// The proxy of <c>HTTP_PROXY</c> and <c>HTTPS_PROXY</c>, used as helm and kubectl use it: never for the loopback interface, and not for what
/// <c>NO_PROXY</c> names (<see cref="ProxyExceptions"/>). The framework's own reading sends 127.0.0.1 to the proxy and knows neither
/// <c>*</c> nor CIDR ranges.
/// </summary>
public sealed class EnvironmentProxy : IWebProxy
{
    private static readonly string[] Variables = ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"];

    private readonly IWebProxy proxy;
    private readonly ProxyExceptions exceptions;

    private EnvironmentProxy(IWebProxy proxy, ProxyExceptions exceptions)
    {
        this.proxy = proxy;
        this.exceptions = exceptions;
    }

    /// <summary>The credentials in the proxy's address.</summary>
    public ICredentials? Credentials
    {
        get => proxy.Credentials;
        set => proxy.Credentials = value;
    }

    /// <summary>
    /// Makes it the proxy of every HTTP client of this process that names none of its own. Called once, before the first request; without a
    /// proxy in the environment nothing changes.
    /// </summary>
    /// <param name="environment">The value of a variable; null when it is not set.</param>
    public static void Use(Func<string, string?> environment)
    {
        if (Array.TrueForAll(Variables, name => string.IsNullOrEmpty(environment(name)))) return;
        var exceptions = environment("no_proxy") is { Length: > 0 } lower ? lower : environment("NO_PROXY");
        HttpClient.DefaultProxy = new EnvironmentProxy(HttpClient.DefaultProxy, ProxyExceptions.Parse(exceptions));
    }

    /// <inheritdoc/>
    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : proxy.GetProxy(destination);

    /// <inheritdoc/>
    public bool IsBypassed(Uri host) => exceptions.Match(host) || proxy.IsBypassed(host);
}
