using System.Net;
using System.Text;

namespace KubeFate.Testing;

/// <summary>One request as a fake service saw it.</summary>
public sealed record SeenRequest(string Method, string Path, string? Authorization, string? LastEventId, string Body)
{
    public string? IdempotencyKey { get; init; }
}

/// <summary>A service of canned answers, for clients under test. A route answers with its answers in turn and repeats the last.</summary>
public sealed class FakeService : HttpMessageHandler
{
    private readonly Dictionary<string, Queue<Func<HttpResponseMessage>>> routes = new(StringComparer.Ordinal);

    public List<SeenRequest> Requests { get; } = [];

    /// <summary>Answers <c>METHOD path</c> with JSON.</summary>
    public FakeService Json(string route, string body, HttpStatusCode status = HttpStatusCode.OK) => Answer(route, body, status, "application/json");

    /// <summary>Answers <c>METHOD path</c> with a body of any type.</summary>
    public FakeService Answer(string route, string body, HttpStatusCode status, string type) => Answer(route, () => new HttpResponseMessage(status)
    {
        Content = new StringContent(body, Encoding.UTF8, type),
    });

    /// <summary>Answers <c>METHOD path</c> with whatever is made, an exception too.</summary>
    public FakeService Answer(string route, Func<HttpResponseMessage> make)
    {
        if (!routes.TryGetValue(route, out var answers)) routes[route] = answers = new Queue<Func<HttpResponseMessage>>();
        answers.Enqueue(make);
        return this;
    }

    /// <summary>A sign-in that works and gives this token for an hour from the given time.</summary>
    public FakeService SignIn(DateTimeOffset now, string token = "token-1") =>
        Json("POST /v1/user/login", $$"""{"code":200,"expire":"{{now.AddHours(1):yyyy-MM-dd'T'HH:mm:ss'Z'}}","token":"{{token}}"}""");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var path = request.RequestUri!.PathAndQuery;
        Requests.Add(new SeenRequest(request.Method.Method, path, request.Headers.Authorization?.ToString(),
            request.Headers.TryGetValues("Last-Event-ID", out var ids) ? ids.Single() : null, body)
        {
            IdempotencyKey = request.Headers.TryGetValues("Idempotency-Key", out var keys) ? keys.Single() : null,
        });
        var answers = routes.GetValueOrDefault($"{request.Method} {path}") ?? throw new InvalidOperationException($"no answer for {request.Method} {path}");
        var response = (answers.Count > 1 ? answers.Dequeue() : answers.Peek())();
        response.RequestMessage = request;
        return response;
    }
}
