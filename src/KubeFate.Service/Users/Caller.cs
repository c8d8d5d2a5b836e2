using KubeFate.Client.Users;
using KubeFate.Service.Hosting;
using KubeFate.Service.Storage;
using KubeFate.Service.Users.Sessions;
using KubeFate.Service.Users.Tokens;
using Microsoft.AspNetCore.Http;

namespace KubeFate.Service.Users;

/// <summary>
/// Who sent the request: the user as the database has it now, what the request may do, and its session; a personal access token has none,
/// and stands beside it.
/// </summary>
internal sealed record Caller(UserRecord User, string Role, Session? Session, AccessTokenRecord? Token = null)
{
    public bool IsAdmin => Role == UserRole.Admin;

    /// <summary>
    /// Refuses a personal access token for what gives somebody access, or more of it: whoever finds one must not be able to leave behind what
    /// outlives its being revoked. What takes access away a token may do.
    /// </summary>
    /// <param name="act">What is refused, such as <c>change the password</c>.</param>
    public void RequireSession(string act)
    {
        if (Session is null) throw new ServiceException("forbidden", $"a personal access token cannot {act}; sign in with the password", StatusCodes.Status403Forbidden);
    }
}

/// <summary>Where a request keeps its caller.</summary>
internal static class Callers
{
    /// <summary>The caller; null when nobody has signed in.</summary>
    public static Caller? FindCaller(this HttpContext context) => context.Features.Get<Caller>();

    /// <summary>The caller of a route that is not open to all.</summary>
    public static Caller GetCaller(this HttpContext context) => context.FindCaller() ?? throw new InvalidOperationException("the route is open to all");
}
