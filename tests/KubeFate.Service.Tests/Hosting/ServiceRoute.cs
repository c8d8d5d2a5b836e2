using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace KubeFate.Service.Tests.Hosting;

/// <summary>A route of the service, as a test walks it.</summary>
/// <param name="Name">Method and pattern, such as <c>GET /v1/job/{id}</c>.</param>
/// <param name="Method">One method of it.</param>
/// <param name="Endpoint">What the service made of it.</param>
internal sealed partial record ServiceRoute(string Name, HttpMethod Method, RouteEndpoint Endpoint)
{
    /// <summary>Every route of a service, one for each of its methods.</summary>
    public static IReadOnlyList<ServiceRoute> Of(RunningService service) =>
    [
        .. from endpoint in service.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]
           let pattern = "/" + endpoint.RoutePattern.RawText!.Trim('/')
           orderby pattern, method
           select new ServiceRoute($"{method} {pattern}", new HttpMethod(method), endpoint),
    ];

    /// <summary>An address of it, with nothing behind its ids.</summary>
    public string Address => Parameter().Replace(Name.Split(' ')[1], "none").TrimStart('/');

    public bool IsOpen => Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    /// <summary>Whether it may change something, or opens a WebSocket.</summary>
    public bool Acts => Method != HttpMethod.Get || Name.EndsWith("/ws", StringComparison.Ordinal);

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
