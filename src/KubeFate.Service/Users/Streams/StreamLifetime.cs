using KubeFate.Service.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace KubeFate.Service.Users.Streams;

/// <summary>Marks the routes whose answers go on for as long as their caller may have them.</summary>
internal static class StreamRoutes
{
    /// <summary>
    /// The answer may be long: it is one of the streams of which a user may have so many, and its token is cancelled when the caller's
    /// session, token or user ends.
    /// </summary>
    public static TBuilder Streams<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new StreamedAnswer());

    /// <summary>Why the caller may no longer have this answer; null when it may.</summary>
    public static string? FindStreamEnd(this HttpContext context) => context.Features.Get<LiveStream>()?.Reason;
}

/// <summary>The mark.</summary>
internal sealed record StreamedAnswer;

/// <summary>Gives a streamed answer the life of its caller: <see cref="HttpContext.RequestAborted"/> is cancelled with either.</summary>
internal sealed class StreamLifetime(RequestDelegate next, LiveStreams streams)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<StreamedAnswer>() is null || context.FindCaller() is not { } caller)
        {
            await next(context);
            return;
        }

        using var stream = streams.Open(caller);
        var client = context.RequestAborted;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(client, stream.Ending);
        context.Features.Set(stream);
        context.RequestAborted = either.Token;
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (stream.Reason is not null && !client.IsCancellationRequested)
        {
            if (!context.Response.HasStarted) throw new ServiceException("session_ended", stream.Reason + "; sign in again", StatusCodes.Status401Unauthorized);
            // Half an answer must not look like a whole one.
            context.Abort();
        }
        finally
        {
            context.RequestAborted = client;
        }
    }
}
