using System.Text.Json;
using KubeFate.Kubernetes.Connections;
using KubeFate.Kubernetes.Resources;

namespace KubeFate.Kubernetes.Watching;

/// <summary>What is watched.</summary>
/// <param name="Namespace">In which namespace.</param>
/// <param name="Selector">A label selector; null is all.</param>
/// <param name="IsRequired">Without the right to see it there is no watch at all; else it goes on without, with a note.</param>
internal sealed record WatchScope(string Namespace, string? Selector, bool IsRequired);

/// <summary>
/// Keeps a table true: lists, watches from the list's version, goes on from the last version seen after a disconnect, and lists anew when the
/// server no longer knows that version (410) or says something we cannot read. No polling: between two changes nothing is asked.
/// </summary>
internal sealed class ResourceWatch<T>(ApiConnection api, ResourceType<T> type, WatchScope scope, ObjectTable<T> table)
    where T : IResource
{
    /// <summary>Consecutive refusals after which we believe them: a server that starts up refuses before it has read its roles.</summary>
    private const int BelievedRefusals = 5;

    private static readonly TimeSpan HealthyLife = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RightsRetry = TimeSpan.FromMinutes(1);

    private readonly Backoff _backoff = new(api.Time, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(30));

    /// <summary>Up to where we know everything; empty before the first list.</summary>
    private string _version = "";

    /// <summary>Lists once.</summary>
    public async Task ListAsync(CancellationToken cancellationToken)
    {
        try
        {
            await FillAsync(cancellationToken);
        }
        catch (KubernetesException e) when (IsMissingRight(e))
        {
            GoWithout(e);
        }
    }

    /// <summary>Lists and watches until cancelled.</summary>
    /// <exception cref="KubernetesException">Refused for good, or not even the first list succeeded.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var started = api.Time.GetTimestamp();
            TimeSpan? atLeast = null;
            try
            {
                if (_version.Length == 0) await FillAsync(cancellationToken);
                await FollowAsync(cancellationToken);
                if (api.Time.GetElapsedTime(started) < HealthyLife) _backoff.Next();
            }
            catch (Exception e) when (e is KubernetesException or JsonException or IOException or HttpRequestException or OperationCanceledException)
            {
                cancellationToken.ThrowIfCancellationRequested();
                atLeast = Survive(e as KubernetesException ?? Understand(e));
            }

            if (api.Time.GetElapsedTime(started) >= HealthyLife) _backoff.Reset();
            else await _backoff.WaitAsync(atLeast, cancellationToken);
        }
    }

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        var all = new List<T>();
        _version = await api.ListAsync(type, scope.Namespace, scope.Selector, all.AddRange, cancellationToken);
        table.Replace(all);
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
#pragma warning disable CA5394 // Spreads the reconnects of many watches; no secret.
        var life = TimeSpan.FromSeconds(Random.Shared.Next(300, 600));
#pragma warning restore CA5394

        // The server ends the watch by itself; the guard is for one that has died without a word.
        using var guard = new CancellationTokenSource(life + TimeSpan.FromSeconds(30), api.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, guard.Token);
        var query = $"?watch=true&allowWatchBookmarks=true&resourceVersion={Uri.EscapeDataString(_version)}"
            + $"&timeoutSeconds={(int)life.TotalSeconds}{ApiConnection.Selector(scope.Selector)}";
        using var response = await api.StreamAsync(type.Path(scope.Namespace) + query, either.Token);
        table.SetNote(null);

        await using var stream = await response.Content.ReadAsStreamAsync(either.Token);
        await foreach (var line in LineReader.ReadLinesAsync(stream, last: false, either.Token))
        {
            if (!line.IsEmpty) Take(WatchLine.Parse(line));
        }
    }

    private void Take(WatchLine line)
    {
        if (line.Type == WatchLineType.Error) throw ApiFailures.Refused(line.Read(ResourceJson.Default.ApiStatus), api.Origin);

        var one = line.Read(type.Item);
        if (line.Type == WatchLineType.Deleted) table.Remove(one.Metadata.Name);
        else if (line.Type != WatchLineType.Bookmark) table.Put(one);
        if (one.Metadata.ResourceVersion.Length > 0) _version = one.Metadata.ResourceVersion;
    }

    private KubernetesException Understand(Exception error)
    {
        if (error is not JsonException) return api.Broken(error);
        return new KubernetesException(KubernetesFailure.Other, $"the API server said something unreadable of {type.Plural}: {error.Message}", error)
        {
            IsTransient = true,
        };
    }

    /// <summary>Decides whether to go on after a failure; says how long to wait at least.</summary>
    private TimeSpan? Survive(KubernetesException failure)
    {
        if (IsMissingRight(failure))
        {
            // Somebody may grant it later.
            _version = "";
            GoWithout(failure);
            return RightsRetry;
        }

        // Before the first list the caller should hear it at once; later the watch outlives whatever may pass.
        if (!table.IsListed) throw failure;
        if (failure.Code != KubernetesFailure.Unreachable) _version = "";
        if (!failure.IsTransient && _backoff.Failures >= BelievedRefusals) throw failure;
        if (_backoff.Failures > 0 && failure.HttpStatus != 410) table.SetNote($"{failure.Message}; still trying");
        return failure.RetryAfter;
    }

    private void GoWithout(KubernetesException failure) =>
        table.GoWithout($"{type.Plural} of the namespace {scope.Namespace} cannot be seen: {failure.Detail}");

    private bool IsMissingRight(KubernetesException failure) =>
        !scope.IsRequired && failure.Code is KubernetesFailure.Forbidden or KubernetesFailure.NotFound;
}
