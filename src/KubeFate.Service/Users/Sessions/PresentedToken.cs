using Microsoft.AspNetCore.Http;

namespace KubeFate.Service.Users.Sessions;

/// <summary>The token that a request presents, where the original looks for it: header, then query, then cookie. An empty token is none.</summary>
/// <param name="Value">The token.</param>
/// <param name="IsCookie">Whether it is the cookie's: then a browser sent it by itself, whoever made it send the request.</param>
internal sealed record PresentedToken(string Value, bool IsCookie)
{
    private const string Scheme = "Bearer ";

    /// <summary>The token; null when there is none.</summary>
    public static PresentedToken? Find(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith(Scheme, StringComparison.Ordinal) && header[Scheme.Length..].Trim() is { Length: > 0 } bearer) return new PresentedToken(bearer, IsCookie: false);
        if (request.Query["token"].FirstOrDefault() is { Length: > 0 } query) return new PresentedToken(query, IsCookie: false);
        return request.Cookies["jwt"] is { Length: > 0 } cookie ? new PresentedToken(cookie, IsCookie: true) : null;
    }
}
