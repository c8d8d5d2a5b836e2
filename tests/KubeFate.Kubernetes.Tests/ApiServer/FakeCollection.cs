using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace KubeFate.Kubernetes.Tests.ApiServer;

/// <summary>The objects of one path and the watches on them.</summary>
internal sealed class FakeCollection(Func<long> nextVersion)
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, JsonObject> _objects = new(StringComparer.Ordinal);
    private readonly List<(long Version, string Line)> _history = [];
    private readonly List<Channel<string?>> _watches = [];
    private TaskCompletionSource _watchesChanged = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _version;
    private long _oldest;

    /// <summary>Returns when so many watches are open.</summary>
    public async Task UntilWatchedAsync(int count)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_watches.Count == count) return;
                changed = _watchesChanged.Task;
            }

            await changed.WaitAsync(TimeLimit.Token);
        }
    }

    public void Put(JsonObject one)
    {
        lock (_gate)
        {
            var name = one["metadata"]!["name"]!.GetValue<string>();
            var type = _objects.ContainsKey(name) ? "MODIFIED" : "ADDED";
            var copy = (JsonObject)one.DeepClone();
            _version = nextVersion();
            copy["metadata"]!["resourceVersion"] = $"{_version}";
            copy["metadata"]!["uid"] ??= $"uid-{name}";
            _objects[name] = copy;
            Tell(type, copy);
        }
    }

    public void Delete(string name)
    {
        lock (_gate)
        {
            if (!_objects.Remove(name, out var one)) return;
            _version = nextVersion();
            one["metadata"]!["resourceVersion"] = $"{_version}";
            Tell("DELETED", one);
        }
    }

    /// <summary>Changes the objects while no watch hears of it, and forgets how: only a list shows it.</summary>
    public void PutUnseen(JsonObject one)
    {
        lock (_gate)
        {
            var watches = _watches.ToList();
            _watches.Clear();
            Put(one);
            _history.Clear();
            _oldest = _version;
            _watches.AddRange(watches);
        }
    }

    /// <summary>Sends a bookmark with a new version to every watch; with <paramref name="forget"/>, what was before is unknown from now on.</summary>
    public long Bookmark(bool forget)
    {
        lock (_gate)
        {
            _version = nextVersion();
            if (forget)
            {
                _history.Clear();
                _oldest = _version;
            }

            Send(Line("BOOKMARK", new JsonObject { ["metadata"] = new JsonObject { ["resourceVersion"] = $"{_version}" } }));
            return _version;
        }
    }

    /// <summary>Tells every watch that its version is gone, and forgets the history.</summary>
    public void Expire()
    {
        lock (_gate)
        {
            Send(Line("ERROR", FakeApiServer.Status(410, "Expired", "too old resource version")));
            _history.Clear();
            _version = nextVersion();
            _oldest = _version;
        }
    }

    /// <summary>Sends this text as it is, then cuts the connection.</summary>
    public void SendAndCut(string text)
    {
        Send(text);
        CutWatches();
    }

    public void Send(string text)
    {
        lock (_gate)
        {
            foreach (var watch in _watches) watch.Writer.TryWrite(text);
        }
    }

    /// <summary>Cuts the connection of every watch.</summary>
    public void CutWatches()
    {
        lock (_gate)
        {
            foreach (var watch in _watches) watch.Writer.TryWrite(null);
        }
    }

    /// <summary>Ends every watch as a server does when its time is over.</summary>
    public void EndWatches()
    {
        lock (_gate)
        {
            foreach (var watch in _watches) watch.Writer.TryComplete();
        }
    }

    public void Renumber()
    {
        lock (_gate)
        {
            _history.Clear();
            foreach (var one in _objects.Values) one["metadata"]!["resourceVersion"] = $"{_version = nextVersion()}";
            _oldest = _version;
        }
    }

    public Task ListAsync(HttpContext context)
    {
        string body;
        lock (_gate)
        {
            var skip = int.TryParse(context.Request.Query["continue"], out var from) ? from : 0;
            var limit = int.TryParse(context.Request.Query["limit"], out var asked) && PageSize == 0 ? asked : Math.Max(PageSize, 1);
            var page = _objects.Values.Skip(skip).Take(limit).Select(one => (JsonNode)one.DeepClone()).ToArray();
            body = new JsonObject
            {
                ["kind"] = "List",
                ["metadata"] = new JsonObject
                {
                    ["resourceVersion"] = $"{_version}",
                    ["continue"] = skip + page.Length < _objects.Count ? $"{skip + page.Length}" : "",
                },
                ["items"] = page.Length == 0 ? null : new JsonArray(page),
            }.ToJsonString();
        }

        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body, context.RequestAborted);
    }

    /// <summary>Pages are at most so long; 0 gives what was asked for.</summary>
    public int PageSize { get; set; }

    public async Task WatchAsync(HttpContext context)
    {
        var since = long.Parse(context.Request.Query["resourceVersion"]!, System.Globalization.CultureInfo.InvariantCulture);
        var watch = Channel.CreateUnbounded<string?>();
        lock (_gate)
        {
            if (since < _oldest || since > _version) watch.Writer.TryWrite(Line("ERROR", FakeApiServer.Status(410, "Expired", $"too old resource version: {since}")));
            foreach (var (version, line) in _history.Where(one => one.Version > since)) watch.Writer.TryWrite(line);
            _watches.Add(watch);
            WatchesChanged();
        }

        try
        {
            context.Response.ContentType = "application/json";
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await foreach (var line in watch.Reader.ReadAllAsync(context.RequestAborted))
            {
                if (line is null)
                {
                    context.Abort();
                    return;
                }

                await context.Response.WriteAsync(line, context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }
        }
        finally
        {
            lock (_gate)
            {
                _watches.Remove(watch);
                WatchesChanged();
            }
        }
    }

    private static string Line(string type, JsonObject one) => new JsonObject { ["type"] = type, ["object"] = one.DeepClone() }.ToJsonString() + "\n";

    private void WatchesChanged()
    {
        _watchesChanged.TrySetResult();
        _watchesChanged = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private void Tell(string type, JsonObject one)
    {
        var line = Line(type, one);
        _history.Add((_version, line));
        Send(line);
    }
}
