using KubeFate.Client.Users;
using KubeFate.Service.Storage;
using KubeFate.Service.Users.Sessions;
using Microsoft.AspNetCore.Http;

namespace KubeFate.Service.Users;

/// <summary>
/// Who sent the request: the user as the database has it now, what the request may do, and its session; a personal access token has none.
/// </summary>
internal sealed record Caller(UserRecord User, string Role, Session? Session)
{
    public bool IsAdmin => Role == UserRole.Admin;
}

/// <summary>Where a request keeps its caller.</summary>
internal static class Callers
{
    /// <summary>The caller; null when nobody has signed in.</summary>
    public static Caller? FindCaller(this HttpContext context) => context.Features.Get<Caller>();

    /// <summary>The caller of a route that is not open to all.</summary>
    public static Caller GetCaller(this HttpContext context) => context.FindCaller() ?? throw new InvalidOperationException("the route is open to all");
}
