using System.Globalization;
using System.Threading.RateLimiting;
using KubeFate.Service.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace KubeFate.Service.Clusters.Rendering;

/// <summary>
/// How many requests render at once. Each costs helm processes, and somebody waits for it: as many as helm has slots are served, four times
/// as many wait in order, and one user has half of all places, so that the others still get one.
/// </summary>
internal sealed class RenderQueue(ServiceOptions options) : IDisposable
{
    private const int WaitingForEach = 4, SecondsOfOne = 5;

    private readonly ConcurrencyLimiter all = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = options.HelmParallelism,
        QueueLimit = options.HelmParallelism * WaitingForEach,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    private readonly PartitionedRateLimiter<string> ofUser = PartitionedRateLimiter.Create<string, string>(
        user => RateLimitPartition.GetConcurrencyLimiter(user, _ => new ConcurrencyLimiterOptions { PermitLimit = MostOfUser(options) }), StringComparer.Ordinal);

    /// <summary>Runs it when there is a place. Throws <c>too_many_requests</c> (429) when this user has too many, <c>service_busy</c> (503) when all have.</summary>
    public async ValueTask<object?> RunAsync(HttpContext context, Func<ValueTask<object?>> run)
    {
        using var own = ofUser.AttemptAcquire(context.User.Identity?.Name ?? "");
        if (!own.IsAcquired)
            throw Refusal(context, "too_many_requests", $"{MostOfUser(options)} renders of yours are under way or waiting already", StatusCodes.Status429TooManyRequests);
        using var place = await all.AcquireAsync(1, context.RequestAborted);
        if (!place.IsAcquired)
            throw Refusal(context, "service_busy", $"{options.HelmParallelism} renders are under way and {options.HelmParallelism * WaitingForEach} are waiting", StatusCodes.Status503ServiceUnavailable);
        return await run();
    }

    public void Dispose()
    {
        all.Dispose();
        ofUser.Dispose();
    }

    private static int MostOfUser(ServiceOptions options) => Math.Max(1, options.HelmParallelism * (WaitingForEach + 1) / 2);

    private static ServiceException Refusal(HttpContext context, string code, string cause, int status)
    {
        context.Response.Headers.RetryAfter = SecondsOfOne.ToString(CultureInfo.InvariantCulture);
        return new ServiceException(code, $"{cause}: try again in {SecondsOfOne} seconds, or let the service run more at once (FATECLOUD_HELM_PARALLELISM)", status);
    }
}

/// <summary>Puts routes that render into the queue.</summary>
internal static class RenderQueueRoutes
{
    public static RouteHandlerBuilder QueuedForHelm(this RouteHandlerBuilder route) => route.WithMetadata(new QueuedRoute())
        .AddEndpointFilter((context, next) =>
            context.HttpContext.RequestServices.GetRequiredService<RenderQueue>().RunAsync(context.HttpContext, () => next(context)));
}
