using Microsoft.AspNetCore.Builder;

namespace KubeFate.Service.Hosting.OpenApi;

/// <summary>
/// Tells the OpenAPI document about a body that an endpoint reads by hand. The framework's own <c>Accepts</c> would refuse other content types
/// as well, and old clients send none or a wrong one.
/// </summary>
internal static class RequestBodies
{
    /// <summary>This route reads such a JSON body.</summary>
    public static TBuilder TakesBody<TBuilder>(this TBuilder route, Type type, string contentType = "application/json") where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new RequestBodyOf(type, contentType));
}

/// <summary>The body of a route.</summary>
internal sealed record RequestBodyOf(Type Type, string ContentType);
