using KubeFate.Simulator.Authorization;
using KubeFate.Simulator.Authorization.Tokens;
using KubeFate.Simulator.Storage;
using Microsoft.AspNetCore.Http;

namespace KubeFate.Simulator.Http.Access;

/// <summary>Finds out who sends a request: the administrator, a service account, or nobody in particular.</summary>
internal sealed class Authentication(AccountTokens accounts)
{
    /// <exception cref="ApiFailure">401: there are credentials, and they are no good.</exception>
    public Identity Of(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        // Plain HTTP is what the port without authentication of old servers was: no client of Go's sends credentials over it.
        if (header.Length == 0) return request.IsHttps ? Identity.Anonymous : Identity.Admin;
        var token = header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header["Bearer ".Length..].Trim() : "";
        if (token == KubeconfigText.Token) return Identity.Admin;
        return accounts.Read(token) ?? throw new ApiFailure(401, "Unauthorized", "Unauthorized");
    }

    /// <summary>Whose token it is, for a TokenReview; null for nobody's.</summary>
    public Identity? OfToken(string token) => token == KubeconfigText.Token ? Identity.Admin : accounts.Read(token);
}
