using KubeFate.Service.Hosting;
using KubeFate.Service.Storage;
using KubeFate.Service.Users.Sessions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace KubeFate.Service.Users.Streams;

/// <summary>
/// All open streams. Each ends with the session, the token or the user that it was opened with: at once when that happens in this process,
/// and within <see cref="Interval"/> when it happens in another, by one look at the database for all streams together. A stream outlives the
/// token of half an hour that its session was at when it was opened, as the session may be renewed; never the session.
/// </summary>
internal sealed class LiveStreams : IDisposable
{
    /// <summary>How often the database is asked while there are streams.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private readonly Dictionary<long, HashSet<LiveStream>> streams = [];
    private readonly CancellationTokenSource stopping = new();
    private readonly (SessionChanges Changes, StreamStore Store, TokenIssuer Tokens, ServiceOptions Options) needs;
    private readonly TimeProvider time;
    private readonly ILogger<LiveStreams> logger;
    private TaskCompletionSource pulse = NewPulse();
    private bool isWatching;

    public LiveStreams(SessionChanges changes, StreamStore store, TokenIssuer tokens, ServiceOptions options, TimeProvider time, ILogger<LiveStreams> logger)
    {
        (needs, this.time, this.logger) = ((changes, store, tokens, options), time, logger);
        changes.Subscribe(Wake);
    }

    /// <summary>Notes a stream of that caller until the answer is disposed of. Throws <c>too_many_streams</c> when the user has as many as it may.</summary>
    public LiveStream Open(Caller caller)
    {
        var stream = new LiveStream(caller, caller.Session is { } session ? needs.Tokens.EndOf(session) : caller.Token?.ExpiresAt, Close);
        lock (gate)
        {
            if (!streams.TryGetValue(caller.User.Id, out var own)) streams[caller.User.Id] = own = [];
            if (own.Count >= needs.Options.StreamsPerUser) throw TooMany(caller);
            own.Add(stream);
            if (!isWatching)
            {
                isWatching = true;
                _ = Task.Run(() => WatchAsync(stopping.Token), CancellationToken.None);
            }
        }

        return stream;
    }

    public void Dispose()
    {
        needs.Changes.Unsubscribe(Wake);
        stopping.Cancel();
        stopping.Dispose();
    }

    private ServiceException TooMany(Caller caller) => new("too_many_streams",
        $"{caller.User.Username} has {needs.Options.StreamsPerUser} events, logs and bundles open at once, which is the most for one user; end some of them, use another user for another program, or have FATECLOUD_STREAMS_PER_USER raised",
        StatusCodes.Status429TooManyRequests);

    private void Close(LiveStream stream)
    {
        lock (gate)
        {
            if (!streams.TryGetValue(stream.Caller.User.Id, out var own)) return;
            own.Remove(stream);
            if (own.Count == 0) streams.Remove(stream.Caller.User.Id);
        }
    }

    private void Wake(long userId)
    {
        lock (gate)
        {
            if (!streams.ContainsKey(userId)) return;
            pulse.TrySetResult();
            pulse = NewPulse();
        }
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (Next() is var (open, news) && open.Count > 0)
            {
                await EndAsync(open, cancellationToken);
                using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                await Task.WhenAny(news, Task.Delay(Interval, time, waiting.Token));
                await waiting.CancelAsync();
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The service ends, and every stream with it.
        }
    }

    // The pulse is taken before the look: a change that comes during it wakes us again.
    private (List<LiveStream> Open, Task News) Next()
    {
        lock (gate)
        {
            List<LiveStream> open = [.. streams.Values.SelectMany(own => own)];
            isWatching = open.Count > 0;
            return (open, pulse.Task);
        }
    }

    private async Task EndAsync(List<LiveStream> open, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var stream in open.Where(stream => stream.EndsAt <= now)) stream.End(stream.Caller.Session is null ? "the personal access token expired" : "the session ended");
        try
        {
            foreach (var (stream, reason) in await needs.Store.FindEndedAsync(open, cancellationToken)) stream.End(reason);
        }
        catch (StorageException failure)
        {
            // While the database is away nobody can end a session either; the next look comes in two seconds.
            UserLog.StreamsNotChecked(logger, failure.Message);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // A fault of ours must not leave the streams unwatched.
            UserLog.StreamCheckFault(logger, failure);
        }
    }

    private static TaskCompletionSource NewPulse() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
