using Microsoft.AspNetCore.Http;

namespace KubeFate.Service.Hosting;

/// <summary>A route or a method that is not ours: the original's plain 404, which old clients and people know.</summary>
internal sealed class UnknownRoute(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        if (context.Response.HasStarted || context.Response.StatusCode is not (StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed)) return;
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        context.Response.ContentType = "text/plain";
        await context.Response.WriteAsync("404 page not found", context.RequestAborted);
    }
}
