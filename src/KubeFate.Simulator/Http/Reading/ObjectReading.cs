using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Http.Reading;

/// <summary>GET of one object and of a collection.</summary>
internal sealed class ObjectReading(SimulatedCluster cluster)
{
    private const string TooOldToContinue =
        "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or "
        + "use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an "
        + "inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.";

    public Task GetAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var item = cluster.Store.Get(request.Target.Key) ?? throw ApiFailure.NotFound(request.Type, request.Target.Name!);
        var representation = new Representation(request, cluster.Time.GetUtcNow());
        return JsonResponse.WriteAsync(request.Http, 200, writer => representation.Item(writer, item), cancellationToken);
    }

    public Task ListAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var options = ListOptions.OfList(request);
        var snapshot = Take(request, options);
        var items = snapshot.Items.Where(options.Selection.Matches);
        if (options.Continue is { } start) items = items.Where(start.IsBefore);
        var all = items.ToList();
        var page = options.Limit is { } limit && all.Count > limit ? all[..(int)limit] : all;
        var left = all.Count - page.Count;
        var going = left == 0 ? null : new ContinueToken(snapshot.Revision, ObjectMeta.Namespace(page[^1]), ObjectMeta.Name(page[^1])).ToString();
        // A real server counts what is left only when nothing was selected away.
        long? remaining = left == 0 || request.Query("labelSelector") is not null || request.Query("fieldSelector") is not null ? null : left;
        var representation = new Representation(request, cluster.Time.GetUtcNow());
        return JsonResponse.WriteAsync(
            request.Http, 200, writer => representation.List(writer, page, snapshot.Revision, going, remaining), cancellationToken);
    }

    private ObjectSnapshot Take(ApiRequest request, ListOptions options)
    {
        var (store, type, ns) = (cluster.Store, request.Type, request.Target.Namespace);
        if (options.Continue is { } token)
        {
            if (token.Revision == ContinueToken.Latest) return store.Snapshot(type, ns);
            return store.SnapshotAt(type, ns, token.Revision) ?? throw new ApiFailure(410, "Expired", TooOldToContinue)
            {
                Continue = (token with { Revision = ContinueToken.Latest }).ToString(),
            };
        }

        if (options is { IsExact: true, Revision: { } exact })
        {
            RequireReached(exact);
            return Past(type, ns, exact, "The resourceVersion for the provided list is too old.");
        }

        if (options.Revision is { } atLeast) RequireReached(atLeast);
        return store.Snapshot(type, ns);
    }

    private ObjectSnapshot Past(ResourceType type, string? ns, long revision, string tooOld) =>
        cluster.Store.SnapshotAt(type, ns, revision) ?? throw ApiFailure.Expired(tooOld);

    private void RequireReached(long revision)
    {
        var current = cluster.Store.Revision;
        if (revision <= current) return;
        throw new ApiFailure(504, "Timeout", $"Too large resource version: {revision}, current: {current}")
        {
            Causes = [new("ResourceVersionTooLarge", "Too large resource version", null)],
            RetryAfterSeconds = 1,
        };
    }
}
