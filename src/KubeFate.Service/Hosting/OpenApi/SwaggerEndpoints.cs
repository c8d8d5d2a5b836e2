using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace KubeFate.Service.Hosting.OpenApi;

/// <summary><c>/v1/swagger</c>: the OpenAPI document, and a page that shows it. Open to all, as in the original: it tells nothing of this installation.</summary>
internal static class SwaggerEndpoints
{
    // Nothing is loaded from elsewhere, nothing runs that is not a file of ours, and nobody frames it. The page styles its own parts.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var swagger = routes.MapGroup("/v1/swagger").AllowAnonymous().ExcludeFromDescription();
        swagger.MapGet("doc.json", DocumentAsync);
        swagger.MapGet("{file?}", FileAsync);
    }

    private static async Task DocumentAsync(HttpContext context, OpenApiText text, CancellationToken cancellationToken)
    {
        var document = await text.GetAsync(cancellationToken);
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.Body.WriteAsync(document, cancellationToken);
    }

    private static async Task FileAsync(HttpContext context, string? file, CancellationToken cancellationToken)
    {
        if (file is null)
        {
            // The page's files are beside it.
            context.Response.Redirect("/v1/swagger/index.html");
            return;
        }

        if (SwaggerFiles.TypeOf(file) is not { } type)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var headers = context.Response.Headers;
        context.Response.ContentType = type;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        await using var content = SwaggerFiles.Open(file);
        await content.CopyToAsync(context.Response.Body, cancellationToken);
    }
}
