using System.Globalization;
using System.Text;
using KubeFate.Simulator.Storage;
using Microsoft.AspNetCore.Http;

namespace KubeFate.Simulator.Http.Subresources;

/// <summary>A container's log as plain text, followed on demand.</summary>
internal sealed class LogRoute(SimulatedCluster cluster)
{
    public async Task AnswerAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        if (request.Http.Request.Method != "GET") throw ApiFailure.MethodNotAllowed();
        var pod = cluster.Store.Get(request.Target.Key) ?? throw ApiFailure.NotFound(request.Type, request.Target.Name!);
        var container = PodContainers.Choose(pod, request.Query("container"));
        var previous = request.IsOn("previous");
        var uid = ObjectMeta.Uid(pod)!;
        if (!previous) PodContainers.RequireStarted(pod, container);
        var written = cluster.Logs.Read(uid, container, previous) ?? throw ApiFailure.BadRequest(
            $"previous terminated container \"{container}\" in pod \"{ObjectMeta.Name(pod)}\" not found");
        var output = new LogOutput(request.Http.Response, request.IsOn("timestamps"), request.Number("limitBytes"));
        request.Http.Response.ContentType = "text/plain";
        await request.Http.Response.StartAsync(cancellationToken);
        foreach (var entry in Chosen(request, written))
        {
            if (!await output.WriteAsync(entry, cancellationToken)) return;
        }

        if (!request.IsOn("follow") || previous) return;
        await request.Http.Response.Body.FlushAsync(cancellationToken);
        var following = cluster.Logs.FollowAsync(uid, container, written.Count == 0 ? null : written[^1], cancellationToken);
        // The pod may have gone, and its logs with it, since it was looked up.
        if (cluster.Store.Get(request.Target.Key) is not { } still || ObjectMeta.Uid(still) != uid) cluster.Logs.Forget(uid);
        await foreach (var entry in following)
        {
            if (!await output.WriteAsync(entry, cancellationToken)) return;
            await request.Http.Response.Body.FlushAsync(cancellationToken);
        }
    }

    private IEnumerable<LogEntry> Chosen(ApiRequest request, IReadOnlyList<LogEntry> written)
    {
        IEnumerable<LogEntry> chosen = written;
        if (request.Number("sinceSeconds") is { } seconds)
        {
            if (request.Query("sinceTime") is not null)
                throw ApiFailure.BadRequest("only one of sinceTime or sinceSeconds may be provided");
            var since = cluster.Time.GetUtcNow().AddSeconds(-seconds);
            chosen = chosen.Where(entry => entry.Time >= since);
        }
        else if (request.Query("sinceTime") is { } text)
        {
            if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var since))
                throw ApiFailure.BadRequest($"sinceTime: \"{text}\" is no RFC 3339 time");
            chosen = chosen.Where(entry => entry.Time >= since);
        }

        return request.Number("tailLines") is >= 0 and var tail ? chosen.TakeLast((int)tail) : chosen;
    }

    private sealed class LogOutput(HttpResponse response, bool timestamps, long? limit)
    {
        private long left = limit ?? long.MaxValue;

        /// <summary>False when the limit is reached.</summary>
        public async Task<bool> WriteAsync(LogEntry entry, CancellationToken cancellationToken)
        {
            var time = timestamps ? entry.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'00Z '", CultureInfo.InvariantCulture) : "";
            var line = Encoding.UTF8.GetBytes(time + entry.Line + "\n");
            var count = (int)Math.Min(left, line.Length);
            await response.Body.WriteAsync(line.AsMemory(0, count), cancellationToken);
            left -= count;
            return left > 0;
        }
    }
}
