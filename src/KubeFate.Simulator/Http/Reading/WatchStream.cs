using System.Text.Json.Nodes;
using KubeFate.Simulator.Http.Selectors;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Http.Reading;

/// <summary>A watch: one JSON line an event, until the client leaves, its time is up or the server stops.</summary>
internal sealed class WatchStream(SimulatedCluster cluster)
{
    /// <summary>How long a watch that asked for bookmarks is left without one.</summary>
    public static readonly TimeSpan BookmarkEvery = TimeSpan.FromSeconds(55);

    // A real server ends a watch that names no time of its own after a random 30 to 60 minutes.
    private static readonly TimeSpan LongestWatch = TimeSpan.FromMinutes(45);

    public async Task RunAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var options = ListOptions.OfWatch(request);
        IReadOnlyList<JsonObject> existing;
        ObjectSubscription subscription;
        try
        {
            (existing, subscription) = Open(request, options);
        }
        catch (ApiFailure expired) when (expired.Code == 410)
        {
            // As in a real server, whose watch has begun by the time it looks the version up: the answer is 200 and the first event the refusal.
            request.Http.Response.ContentType = "application/json";
            await WriteAsync(request, WatchEvents.Error(expired));
            return;
        }

        using var leaving = subscription;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var lasts = request.Number("timeoutSeconds") is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : LongestWatch;
        using var timeout = cluster.Time.CreateTimer(_ => ending.Cancel(), null, lasts, Timeout.InfiniteTimeSpan);

        var events = new WatchEvents(request, cluster.Time.GetUtcNow);
        request.Http.Response.ContentType = "application/json";
        request.Http.Response.Headers.CacheControl = "no-cache, private";
        // The client waits for the answer's head before it believes in the watch, though there be nothing to tell.
        await request.Http.Response.StartAsync(cancellationToken);
        await request.Http.Response.BodyWriter.FlushAsync(cancellationToken);
        foreach (var item in existing) await WriteAsync(request, events.Line("ADDED", item));
        try
        {
            await FollowAsync(request, options.Selection, subscription, events, ending.Token);
        }
        catch (OperationCanceledException) when (!request.Http.RequestAborted.IsCancellationRequested)
        {
            // The time is up or the server stops: the stream ends as a real one does, without an event.
        }
    }

    private (IReadOnlyList<JsonObject> Existing, ObjectSubscription Subscription) Open(ApiRequest request, ListOptions options)
    {
        var (type, ns) = (request.Type, request.Target.Namespace);
        bool Wanted(ObjectChange change) => change.Key.Type == type && (ns is null || change.Key.Namespace == ns);
        if (options.Revision is > 0) return ([], cluster.Store.Subscribe(options.Revision, Wanted));
        return cluster.Store.Exclusively(() =>
        {
            IReadOnlyList<JsonObject> existing = [.. cluster.Store.List(type, ns).Where(options.Selection.Matches)];
            return (existing, cluster.Store.Subscribe(null, Wanted));
        });
    }

    private async Task FollowAsync(
        ApiRequest request, Selection selection, ObjectSubscription subscription, WatchEvents events, CancellationToken cancellationToken)
    {
        var bookmarks = request.IsOn("allowWatchBookmarks");
        Task<bool>? more = null;
        Task? due = null;
        while (true)
        {
            // Kept over a bookmark: the subscription has one reader, which waits once.
            more ??= subscription.Reader.WaitToReadAsync(cancellationToken).AsTask();
            if (bookmarks && !more.IsCompleted)
            {
                due ??= Task.Delay(BookmarkEvery, cluster.Time, cancellationToken);
                if (await Task.WhenAny(more, due) == due)
                {
                    await due;
                    due = null;
                    await WriteAsync(request, Bookmark(subscription, events));
                    continue;
                }
            }

            if (!await more) return;
            more = null;
            while (subscription.Reader.TryRead(out var change))
            {
                if (events.Line(change, selection) is { } line) await WriteAsync(request, line);
            }
        }
    }

    // Only when nothing waits to be told may the present revision be promised.
    private ReadOnlyMemory<byte> Bookmark(ObjectSubscription subscription, WatchEvents events) => cluster.Store.Exclusively(() =>
        subscription.Reader.TryPeek(out _) ? ReadOnlyMemory<byte>.Empty : events.Bookmark(cluster.Store.Revision));

    // Kestrel drops the connection when a write is cancelled; a watch that ends in time must end its stream properly instead.
    private static async Task WriteAsync(ApiRequest request, ReadOnlyMemory<byte> line)
    {
        if (!line.IsEmpty) await request.Http.Response.BodyWriter.WriteAsync(line, request.Http.RequestAborted);
    }
}
