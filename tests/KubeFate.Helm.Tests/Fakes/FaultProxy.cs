using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace KubeFate.Helm.Tests.Fakes;

/// <summary>Stands between helm and an API server, and refuses or holds back requests as a test wants it.</summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private TaskCompletionSource held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Func<HttpRequest, IResult?> fault = _ => null;
    private Func<HttpRequest, bool> holds = _ => false;

    private FaultProxy(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.Single());

    /// <summary>Completes when a request was held back since <see cref="Hold"/> was called.</summary>
    public Task HeldAsync() => held.Task;

    public static async Task<FaultProxy> StartAsync(Uri server, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var proxy = new FaultProxy(builder.Build());
        proxy.app.Run(context => proxy.AnswerAsync(context, server));
        await proxy.app.StartAsync(cancellationToken);
        return proxy;
    }

    /// <summary>Answers matching requests with a Kubernetes status of failure; everything else passes.</summary>
    public void Refuse(string method, string path, int code, string reason, string message) => fault = request =>
        Matches(request, method, path) ? Results.Json(new { kind = "Status", apiVersion = "v1", status = "Failure", code, reason, message }, statusCode: code) : null;

    /// <summary>Holds matching requests until their client goes away; they never reach the server.</summary>
    public void Hold(string method, string path)
    {
        held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        holds = request => Matches(request, method, path);
    }

    public void Pass() => (fault, holds) = (_ => null, _ => false);

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        http.Dispose();
    }

    private static bool Matches(HttpRequest request, string method, string path) =>
        method.Split('|').Contains(request.Method) && request.Path.Value!.Contains(path, StringComparison.Ordinal);

    private async Task AnswerAsync(HttpContext context, Uri server)
    {
        if (holds(context.Request))
        {
            held.TrySetResult();
            var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var ending = context.RequestAborted.Register(gone.SetResult);
            await gone.Task;
            return;
        }

        if (fault(context.Request) is { } refusal) await refusal.ExecuteAsync(context);
        else await ForwardAsync(context, server);
    }

    private async Task ForwardAsync(HttpContext context, Uri server)
    {
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri(server, context.Request.Path + context.Request.QueryString));
        if (context.Request.ContentLength > 0) request.Content = new StreamContent(context.Request.Body);
        foreach (var (name, value) in context.Request.Headers.Where(header => header.Key != "Host"))
        {
            if (!request.Headers.TryAddWithoutValidation(name, value.ToArray())) request.Content?.Headers.TryAddWithoutValidation(name, value.ToArray());
        }

        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, value) in response.Headers.Concat(response.Content.Headers).Where(header => header.Key != "Transfer-Encoding")) context.Response.Headers[name] = value.ToArray();
        await response.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
