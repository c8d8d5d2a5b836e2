using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using k8s.Autorest;
using KubeFate.Kubernetes.Resources;

namespace KubeFate.Kubernetes.Connections;

/// <summary>
/// The requests to one API server. Made by the first request: a service that nobody asks about Kubernetes holds no connection and has
/// not loaded the library. A configuration that cannot be used is read again by the next request.
/// </summary>
internal sealed class ApiConnection(Func<ConnectionSettings> find, TimeProvider time) : IDisposable
{
    private const int PageSize = 500;
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private Opened? _opened;
    private bool _disposed;

    public TimeProvider Time => time;

    /// <summary>Where the connection was found, for messages.</summary>
    public string Origin => Open().Settings.Origin;

    /// <summary>Reads one object.</summary>
    /// <exception cref="KubernetesException">Unreachable, refused, or not what a Kubernetes API server says.</exception>
    public Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        SendAsync(() => new HttpRequestMessage(HttpMethod.Get, path), type, cancellationToken);

    /// <summary>Creates, or asks with a body.</summary>
    public Task<T> PostAsync<T>(string path, T body, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        SendAsync(
            () => new HttpRequestMessage(HttpMethod.Post, path)
            {
                Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, type)) { Headers = { ContentType = new("application/json") } },
            },
            type, cancellationToken);

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

    public static string Selector(string? selector) => selector is null ? "" : "&labelSelector=" + Uri.EscapeDataString(selector);

    /// <summary>Starts an answer of any length: a watch or a log. The caller disposes it.</summary>
    public async Task<HttpResponseMessage> StreamAsync(string path, CancellationToken cancellationToken)
    {
        using var answering = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var timer = time.CreateTimer(_ => answering.Cancel(), state: null, AnswerTimeout, Timeout.InfiniteTimeSpan);
        var opened = Open();
        try
        {
            return await SendCheckedAsync(opened, new HttpRequestMessage(HttpMethod.Get, path), answering.Token);
        }
        catch (Exception e) when (IsBroken(e) && !cancellationToken.IsCancellationRequested)
        {
            throw ApiFailures.Unreachable(e, opened.Server, opened.Settings.Origin);
        }
    }

    /// <summary>What an answer that broke off in the middle means.</summary>
    public KubernetesException Broken(Exception error)
    {
        var opened = Open();
        return ApiFailures.Unreachable(error, opened.Server, opened.Settings.Origin);
    }

    public static bool IsBroken(Exception error) => error is HttpRequestException or IOException or OperationCanceledException;

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _opened?.Client.Dispose();
            _opened = null;
        }
    }

    private async Task<T> SendAsync<T>(Func<HttpRequestMessage> request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var answering = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var timer = time.CreateTimer(_ => answering.Cancel(), state: null, AnswerTimeout, Timeout.InfiniteTimeSpan);
        var opened = Open();
        try
        {
            using var response = await SendCheckedAsync(opened, request(), answering.Token);
            await using var body = await response.Content.ReadAsStreamAsync(answering.Token);
            return await JsonSerializer.DeserializeAsync(body, type, answering.Token) ?? throw new JsonException("null");
        }
        catch (JsonException e)
        {
            throw new KubernetesException(
                KubernetesFailure.Other, $"{opened.Server} answers, but not as a Kubernetes API server does: is the server address right? (from {opened.Settings.Origin})", e)
            {
                Detail = e.Message,
            };
        }
        catch (Exception e) when (IsBroken(e) && !cancellationToken.IsCancellationRequested)
        {
            throw ApiFailures.Unreachable(e, opened.Server, opened.Settings.Origin);
        }
    }

    private static async Task<HttpResponseMessage> SendCheckedAsync(Opened opened, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using (request)
        {
            // HTTP/2 carries all watches on one connection; without TLS there is no way to agree on it.
            request.Version = opened.Server.Scheme == Uri.UriSchemeHttps ? HttpVersion.Version20 : HttpVersion.Version11;
            request.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            if (opened.Settings.Impersonate is { Length: > 0 } user) request.Headers.TryAddWithoutValidation("Impersonate-User", user);
            request.Headers.TryAddWithoutValidation("Impersonate-Group", opened.Settings.ImpersonateGroups);
            if (opened.Credentials is { } credentials) await credentials.ProcessHttpRequestAsync(request, cancellationToken);

            var response = await opened.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.IsSuccessStatusCode) return response;
            using (response) throw await ApiFailures.RefusedAsync(response, opened.Server, opened.Settings.Origin, cancellationToken);
        }
    }

    private Opened Open()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_opened is not null) return _opened;
            var settings = find();
            var client = ApiTransport.Create(settings.Config);
            client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("kubefate", typeof(ApiConnection).Assembly.GetName().Version?.ToString(3)));
            return _opened = new Opened(settings, client, client.BaseAddress!, k8s.Kubernetes.CreateCredentials(settings.Config));
        }
    }

    private sealed record Opened(ConnectionSettings Settings, HttpClient Client, Uri Server, k8s.Authentication.ServiceClientCredentials? Credentials);
}
