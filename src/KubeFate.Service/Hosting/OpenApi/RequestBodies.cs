using Microsoft.AspNetCore.Builder;

namespace KubeFate.Service.Hosting.OpenApi;

/// <summary>
/// Tells the OpenAPI document about a body that an endpoint reads by hand. The framework's own <c>Accepts</c> would refuse other content types
/// as well, and old clients send none or a wrong one.
/// </summary>
internal static class RequestBodies
{
    /// <summary>This route reads such a JSON body.</summary>
    public static TBuilder TakesBody<TBuilder>(this TBuilder route, Type type) where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new RequestBodyOf(type, "application/json"));

    /// <summary>This route reads a form with one file in the field <c>file</c>.</summary>
    public static TBuilder TakesFile<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new RequestBodyOf(null, "multipart/form-data"));
}

/// <summary>The body of a route; a file when it has no type.</summary>
internal sealed record RequestBodyOf(Type? Type, string ContentType);
