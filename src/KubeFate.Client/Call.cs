using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace KubeFate.Client;

/// <summary>One request that can be sent more than once: a refused token is renewed and the request repeated.</summary>
internal sealed record Call(HttpMethod Method, string Path)
{
    /// <summary>Makes the body anew for each time it is sent.</summary>
    public Func<HttpContent>? Body { get; init; }

    public Action<HttpRequestHeaders>? Prepare { get; init; }

    public static Call Get(string path) => new(HttpMethod.Get, path);

    public static Call Delete(string path) => new(HttpMethod.Delete, path);

    public static Call Post<T>(string path, T body, JsonTypeInfo<T> type) => new(HttpMethod.Post, path) { Body = () => Json(body, type) };

    public static Call Put<T>(string path, T body, JsonTypeInfo<T> type) => new(HttpMethod.Put, path) { Body = () => Json(body, type) };

    /// <summary>A body of JSON.</summary>
    public static ByteArrayContent Json<T>(T body, JsonTypeInfo<T> type) =>
        new(JsonSerializer.SerializeToUtf8Bytes(body, type)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
}
