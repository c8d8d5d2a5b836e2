using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using KubeFate.Kubernetes.Resources;

namespace KubeFate.Kubernetes.Connections;

/// <summary>
/// The requests to one API server. Connected by the first request: a service that nobody asks about Kubernetes holds no connection and has
/// not loaded the library. Settings that cannot be used, or whose credentials are refused, are read again by the next request.
/// </summary>
internal sealed class ApiConnection(Func<ConnectionSettings> find, TimeProvider time) : IDisposable
{
    private const int PageSize = 500;
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private OpenConnection? _open;
    private bool _isDisposed;

    public TimeProvider Time => time;

    /// <summary>Where the connection was found, for messages.</summary>
    public string Origin => Open().Origin;

    public static string Selector(string? selector) => selector is null ? "" : "&labelSelector=" + Uri.EscapeDataString(selector);

    /// <summary>Reads one object.</summary>
    /// <exception cref="KubernetesException">Unreachable, refused, or not what a Kubernetes API server says.</exception>
    public Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        AskAsync(new HttpRequestMessage(HttpMethod.Get, path), type, cancellationToken);

    /// <summary>Creates, or asks with a body.</summary>
    public Task<T> PostAsync<T>(string path, T body, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, type)) { Headers = { ContentType = new("application/json") } };
        return AskAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = content }, type, cancellationToken);
    }

    /// <summary>Sends an object, a patch or options of any kind, and reads the object or status that the server answers with.</summary>
    public Task<JsonObject> SendAsync(HttpMethod method, string path, JsonObject body, string contentType, CancellationToken cancellationToken)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, ResourceJson.Default.JsonObject)) { Headers = { ContentType = new(contentType) } };
        return AskAsync(new HttpRequestMessage(method, path) { Content = content }, ResourceJson.Default.JsonObject, cancellationToken);
    }

    /// <summary>Reads all pages of a list; the items are handed on page by page. Returns the list's resource version.</summary>
    public async Task<string> ListAsync<T>(
        ResourceType<T> type, string? ns, string? selector, Action<IReadOnlyList<T>> page, CancellationToken cancellationToken)
    {
        for (var next = ""; ;)
        {
            var query = $"?limit={PageSize}{Selector(selector)}{(next.Length > 0 ? "&continue=" + Uri.EscapeDataString(next) : "")}";
            var list = await GetAsync(type.Path(ns) + query, type.List, cancellationToken);
            page(list.Items ?? []);
            next = list.Metadata.Continue;
            if (next.Length == 0) return list.Metadata.ResourceVersion;
        }
    }

    /// <summary>All items of a list.</summary>
    public async Task<IReadOnlyList<T>> ListAsync<T>(ResourceType<T> type, string? ns, string? selector, CancellationToken cancellationToken)
    {
        var all = new List<T>();
        await ListAsync(type, ns, selector, all.AddRange, cancellationToken);
        return all;
    }

    /// <summary>Starts an answer of any length: a watch or a log. The caller disposes it.</summary>
    public Task<HttpResponseMessage> StreamAsync(string path, CancellationToken cancellationToken) =>
        StreamAsync(path, AnswerTimeout, cancellationToken);

    /// <summary>The same, for an answer that may keep one waiting for its beginning.</summary>
    public Task<HttpResponseMessage> StreamAsync(string path, TimeSpan patience, CancellationToken cancellationToken) =>
        WithinAnswerTimeAsync(
            (open, inTime) => open.SendAsync(new HttpRequestMessage(HttpMethod.Get, path), inTime), patience, cancellationToken);

    /// <summary>What an answer that broke off in the middle means.</summary>
    public KubernetesException Broken(Exception error)
    {
        var open = Open();
        return ApiFailures.Unreachable(error, open.Server, open.Origin);
    }

    public static bool IsBroken(Exception error) => error is HttpRequestException or IOException or OperationCanceledException;

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _open?.Dispose();
            _open = null;
        }
    }

    private Task<T> AskAsync<T>(HttpRequestMessage request, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        WithinAnswerTimeAsync(
            async (open, inTime) =>
            {
                using var response = await open.SendAsync(request, inTime);
                await using var body = await response.Content.ReadAsStreamAsync(inTime);
                try
                {
                    return await JsonSerializer.DeserializeAsync(body, type, inTime) ?? throw new JsonException("null");
                }
                catch (JsonException e)
                {
                    throw ApiFailures.NotKubernetes(open.Server, open.Origin, e.Message);
                }
            },
            AnswerTimeout,
            cancellationToken);

    private async Task<T> WithinAnswerTimeAsync<T>(
        Func<OpenConnection, CancellationToken, Task<T>> ask, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var inTime = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var timer = time.CreateTimer(_ => inTime.Cancel(), state: null, patience, Timeout.InfiniteTimeSpan);
        var open = Open();
        try
        {
            return await ask(open, inTime.Token);
        }
        catch (Exception e) when (IsBroken(e) && !cancellationToken.IsCancellationRequested)
        {
            throw ApiFailures.Unreachable(e, open.Server, open.Origin);
        }
        catch (KubernetesException e) when (e.Code == KubernetesFailure.Unauthorized)
        {
            Forget(open);
            throw;
        }
    }

    /// <summary>A token in the kubeconfig may have been renewed. The old connection is not disposed: watches may still run on it.</summary>
    private void Forget(OpenConnection open)
    {
        lock (_gate)
        {
            if (ReferenceEquals(_open, open)) _open = null;
        }
    }

    private OpenConnection Open()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _open ??= new OpenConnection(find());
        }
    }
}
