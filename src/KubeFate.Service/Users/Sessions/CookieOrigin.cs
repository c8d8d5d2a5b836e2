using KubeFate.Service.Hosting;
using Microsoft.AspNetCore.Http;

namespace KubeFate.Service.Users.Sessions;

/// <summary>
/// The cookie alone carries no write and no WebSocket from a page of another origin, on any route. A browser adds the cookie to whatever a
/// page sends us, and asks no permission for a POST of plain text or for a WebSocket; a token in the header or the query is proof that
/// the caller knows it. Programs send neither <c>Origin</c> nor <c>Sec-Fetch-Site</c>.
/// </summary>
internal sealed class CookieOrigin(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (PresentedToken.Find(request) is { IsCookie: true } && Acts(request) && FindForeign(request) is { } origin)
        {
            throw new ServiceException("cross_site",
                $"the cookie is not taken from {origin} for this: send the token in the header Authorization, or call from a page of this service's own address", StatusCodes.Status403Forbidden);
        }

        return next(context);
    }

    // A GET or HEAD changes nothing, and a browser shows its answer to no other origin.
    private static bool Acts(HttpRequest request) =>
        !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method)) || request.Headers.Upgrade.Count > 0;

    /// <summary>
    /// The other origin in words; null when there is none. <c>Sec-Fetch-Site</c> is the browser's own word, which no page can write and no
    /// proxy rewrites; browsers leave it out on plain HTTP, and then <c>Origin</c> must be our address.
    /// </summary>
    private static string? FindForeign(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site)
            return site is "same-origin" or "none" ? null : origin.Length > 0 ? $"a page of {origin}" : $"a page of another origin ({site})";
        return origin.Length == 0 || IsOurs(origin, request.Host.Value) ? null : $"a page of {origin}";
    }

    // The scheme is left out: behind a proxy that ends TLS ours is not the browser's.
    private static bool IsOurs(string origin, string? host) => Uri.TryCreate(origin, UriKind.Absolute, out var page)
        && Uri.TryCreate($"{page.Scheme}://{host}", UriKind.Absolute, out var own) && string.Equals(page.Authority, own.Authority, StringComparison.OrdinalIgnoreCase);
}
