using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace KubeFate.Service.Hosting;

/// <summary>
/// What every answer says to browsers and caches: its type is what it says, and nobody keeps it. A route whose answers may be kept says so
/// itself (an ETag comes with <c>private, no-cache</c>), unless it is marked as one that holds secrets.
/// </summary>
internal sealed class AnswerHeaders(RequestDelegate next)
{
    private const string NoStore = "no-store";

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.OnStarting(static state =>
        {
            var context = (HttpContext)state;
            var headers = context.Response.Headers;
            if (headers.CacheControl.Count == 0 || context.HoldsSecrets()) headers.CacheControl = NoStore;
            return Task.CompletedTask;
        }, context);
        return next(context);
    }
}

/// <summary>Marks the routes whose answers hold a token, a password or what may hold one.</summary>
internal static class SecretAnswers
{
    /// <summary>No answer of this route is kept by anybody, nor compared with one that was kept.</summary>
    public static TBuilder HoldsSecrets<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new SecretAnswer());

    public static bool HoldsSecrets(this HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<SecretAnswer>() is not null;
}

/// <summary>The mark.</summary>
internal sealed record SecretAnswer;
