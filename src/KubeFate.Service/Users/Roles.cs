using KubeFate.Client.Users;
using Microsoft.AspNetCore.Builder;

namespace KubeFate.Service.Users;

/// <summary>Who may use a route. Every route says it, or that it is open to all; a test looks.</summary>
internal static class Roles
{
    /// <summary>The claim that holds the caller's role, a word of <see cref="UserRole"/>.</summary>
    public const string Claim = "role";

    /// <summary>Everybody who signed in.</summary>
    public static TBuilder ForViewers<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder => route.RequireAuthorization(UserRole.Viewer);

    /// <summary>Operators and admins.</summary>
    public static TBuilder ForOperators<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder => route.RequireAuthorization(UserRole.Operator);

    /// <summary>Admins alone.</summary>
    public static TBuilder ForAdmins<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder => route.RequireAuthorization(UserRole.Admin);
}
