using Microsoft.AspNetCore.Http;

namespace KubeFate.Service.Storage.Changes;

/// <summary>The stamps as a request found them when it came: older than anything that it reads, so that what is made from that can be kept under them.</summary>
internal static class RequestStamps
{
    /// <summary>The stamps of this request, read when it asks first; null when the database cannot tell: then nothing from memory is good enough.</summary>
    public static async ValueTask<ChangeStamps?> FindStampsAsync(this HttpContext context, ChangeFeed feed)
    {
        if (context.Features.Get<ChangeStamps>() is { } known) return known;
        try
        {
            var stamps = await feed.ReadAsync(context.RequestAborted);
            context.Features.Set(stamps);
            return stamps;
        }
        catch (StorageException)
        {
            // Whoever needs the database meets the same failure, and tells it.
            return null;
        }
    }

    /// <summary>The stamps, if the request has read them.</summary>
    public static ChangeStamps? FindStamps(this HttpContext context) => context.Features.Get<ChangeStamps>();
}
