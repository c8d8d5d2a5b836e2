using System.Reflection;
using KubeFate.Client.Wire;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace KubeFate.Service.Hosting.OpenApi;

/// <summary>Copies of the routes that say what the document needs and the routes themselves do not: their bodies, and how they fail.</summary>
internal static class DescribedRoutes
{
    private const string Json = "application/json";

    public static IEnumerable<Endpoint> Of(IEnumerable<Endpoint> endpoints) => endpoints.OfType<RouteEndpoint>()
        .Where(route => route.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is null && route.Metadata.GetMetadata<MethodInfo>() is not null)
        .Select(Describe);

    private static RouteEndpoint Describe(RouteEndpoint route)
    {
        // A collection is served with and without the slash; the document shows one of them.
        var path = "/" + route.RoutePattern.RawText!.Trim('/');
        // Bodies are read by hand; what the framework guesses of them is wrong.
        object[] metadata = [.. route.Metadata.Where(one => one is not IAcceptsMetadata), .. Success(route), .. Failures(route), .. Body(route)];
        return new RouteEndpoint(route.RequestDelegate!, RoutePatternFactory.Parse(path), route.Order, new EndpointMetadataCollection(metadata), route.DisplayName);
    }

    // A result that was given its JSON form by hand does not say what it holds.
    private static IEnumerable<object> Success(RouteEndpoint route)
    {
        if (route.Metadata.OfType<IProducesResponseTypeMetadata>().Any()) yield break;
        var result = route.Metadata.GetMetadata<MethodInfo>()!.ReturnType;
        if (result.IsGenericType && result.GetGenericTypeDefinition() == typeof(Task<>)) result = result.GetGenericArguments()[0];
        if (result.IsGenericType && result.GetGenericTypeDefinition() == typeof(JsonHttpResult<>)) yield return new ProducesResponseTypeMetadata(200, result.GetGenericArguments()[0], [Json]);
        else yield return new ProducesResponseTypeMetadata(200, typeof(MessageResponse), [Json]);
    }

    private static IEnumerable<object> Failures(RouteEndpoint route)
    {
        var isOpen = route.Metadata.GetMetadata<IAllowAnonymous>() is not null;
        var isLimited = route.Metadata.GetMetadata<EnableRateLimitingAttribute>() is not null;
        if (!isOpen || isLimited) yield return new ProducesResponseTypeMetadata(401, typeof(AuthenticationErrorResponse), [Json]);
        if (isLimited) yield return new ProducesResponseTypeMetadata(429, typeof(ErrorResponse), [Json]);
        foreach (var status in Statuses(route, isOpen).Concat(route.Metadata.GetMetadata<QueuedRoute>() is null ? [] : [429]))
        {
            yield return route.Metadata.GetMetadata<ProblemAnswers>() is null
                ? new ProducesResponseTypeMetadata(status, typeof(ErrorResponse), [Json])
                : new ProducesResponseTypeMetadata(status, typeof(ProblemDetailsResponse), ["application/problem+json"]);
        }
    }

    private static IEnumerable<int> Statuses(RouteEndpoint route, bool isOpen)
    {
        if (isOpen) yield break;
        var changes = route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("GET") == false;
        if (changes || route.Metadata.GetMetadata<Lists.QueryParameter>() is not null) yield return 400;
        yield return 403;
        if (route.RoutePattern.Parameters.Count > 0) yield return 404;
        if (changes) yield return 409;
        yield return 502;
        yield return 503;
    }

    private static IEnumerable<object> Body(RouteEndpoint route)
    {
        if (route.Metadata.GetMetadata<RequestBodyOf>() is { Type: not null } body) yield return new AcceptsMetadata([body.ContentType], body.Type);
    }
}
