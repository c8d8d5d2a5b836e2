using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace KubeFate.Service.Hosting.Conditional;

/// <summary>
/// Gives JSON answers to a GET a weak ETag, and answers 304 to who has that answer already. The tag is of the body before it is compressed,
/// so that one tag stands for all its encodings. Streams, logs and long answers pass through as they are.
/// </summary>
internal sealed class ConditionalAnswers(RequestDelegate next, AnswerMemory memory)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!Applies(context.Request))
        {
            await next(context);
            return;
        }

        var features = context.Features;
        var original = features.GetRequiredFeature<IHttpResponseBodyFeature>();
        await using var answer = new HeldAnswer(context.Response, original.Stream);
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(answer, original));
        try
        {
            await next(context);
            answer.IsEnded = true;
            await features.GetRequiredFeature<IHttpResponseBodyFeature>().CompleteAsync();
        }
        finally
        {
            features.Set(original);
        }

        if (answer.Body is { } body) await SendAsync(context, body);
    }

    // A log may be longer than any memory, and is never the same.
    private static bool Applies(HttpRequest request) => HttpMethods.IsGet(request.Method)
        && request.Path.StartsWithSegments("/v1", StringComparison.OrdinalIgnoreCase)
        && !request.Path.StartsWithSegments("/v1/log", StringComparison.OrdinalIgnoreCase)
        && !request.Path.StartsWithSegments("/v1/user/login", StringComparison.OrdinalIgnoreCase);

    private async Task SendAsync(HttpContext context, ReadOnlyMemory<byte> body)
    {
        var response = context.Response;
        if (response.StatusCode == StatusCodes.Status200OK && body.Length > 0 && !context.HoldsSecrets())
        {
            var tag = EntityTags.Of(body.Span);
            response.Headers.ETag = tag;
            response.Headers.CacheControl = "private, no-cache";
            memory.Offer(context, tag, body);
            if (EntityTags.AreKnown(context.Request, tag))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                (response.ContentType, response.ContentLength) = (null, null);
                return;
            }
        }

        if (body.Length > 0) await response.Body.WriteAsync(body, context.RequestAborted);
    }
}
