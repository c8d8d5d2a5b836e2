using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using KubeFate.Testing;
using k8s;

namespace KubeFate.Conformance.Tests.Objects;

/// <summary>Talks to the API server without a client's opinion: JSON out, code and JSON back.</summary>
internal sealed class ApiClient(string kubeconfig) : IDisposable
{
    private readonly k8s.Kubernetes client = new(KubernetesClientConfiguration.BuildConfigFromConfigFile(kubeconfig));
    private readonly Dictionary<string, JsonArray> resources = new(StringComparer.Ordinal);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The minor version of the server: 36 of 1.36.</summary>
    public async Task<int> MinorAsync() => int.Parse((await SendAsync(HttpMethod.Get, "/version")).Text("minor").TrimEnd('+'));

    public async Task<ApiAnswer> SendAsync(HttpMethod method, string path, JsonNode? body = null, string type = "application/json")
    {
        using var content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue(type));
        return await SendAsync(method, path, content);
    }

    public async Task<ApiAnswer> SendAsync(HttpMethod method, string path, HttpContent? content)
    {
        using var response = await OpenAsync(method, path, content);
        var text = await response.Content.ReadAsStringAsync(Cancellation);
        response.Headers.TryGetValues("Warning", out var warnings);
        return new(
            (int)response.StatusCode, text.StartsWith('{') ? JsonNode.Parse(text) : null, [.. (warnings ?? []).Select(Warning)]);
    }

    // 299 - "text", in which quotes are escaped.
    private static string Warning(string line) => line[(line.IndexOf('"') + 1)..^1].Replace("\\\"", "\"").Replace("\\\\", "\\");

    /// <summary>The answer as soon as its head is there, for what has no end.</summary>
    public async Task<HttpResponseMessage> OpenAsync(HttpMethod method, string path, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(client.BaseUri, path)) { Content = content };
        if (client.Credentials is { } credentials) await credentials.ProcessHttpRequestAsync(request, Cancellation);
        return await client.HttpClient.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
    }

    /// <summary>Watches an object until it is as wanted.</summary>
    public Task AwaitAsync(string path, Predicate<JsonNode> wanted)
    {
        var (collection, name) = (path[..path.LastIndexOf('/')], path[(path.LastIndexOf('/') + 1)..]);
        return FirstAsync(collection, item => item["metadata"]!["name"]!.ToString() == name && wanted(item));
    }

    /// <summary>Watches a collection until an object is as wanted.</summary>
    public async Task<JsonNode> FirstAsync(string collection, Predicate<JsonNode> wanted)
    {
        using var response = await OpenAsync(HttpMethod.Get, $"{collection}?watch=1&timeoutSeconds={HangGuard.Limit.TotalSeconds}");
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(Cancellation));
        while (await lines.ReadLineAsync(Cancellation) is { } line)
        {
            if (JsonNode.Parse(line)!["object"] is { } item && wanted(item)) return item;
        }

        throw new TimeoutException($"{collection} did not become as wanted within {HangGuard.Text}");
    }

    /// <summary>Where the objects of a kind are, as discovery says.</summary>
    public async Task<string> CollectionAsync(JsonNode item, string ns)
    {
        var version = item["apiVersion"]!.ToString();
        var root = version.Contains('/') ? "/apis/" + version : "/api/" + version;
        if (!resources.TryGetValue(version, out var known))
            resources[version] = known = (await SendAsync(HttpMethod.Get, root)).Body?["resources"]?.AsArray() ?? [];
        var served = known.FirstOrDefault(each => each!["kind"]!.ToString() == item["kind"]!.ToString() && !each["name"]!.ToString().Contains('/'))
            ?? throw new InvalidOperationException($"the server does not know {version} {item["kind"]}");
        return (bool)served["namespaced"]! ? $"{root}/namespaces/{ns}/{served["name"]}" : $"{root}/{served["name"]}";
    }

    public void Dispose() => client.Dispose();
}
