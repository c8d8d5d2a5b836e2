using KubeFate.Client.Users;
using Microsoft.AspNetCore.Builder;

namespace KubeFate.Service.Users;

/// <summary>Who may use a route. Every route says it, or that it is open to all; a test looks.</summary>
internal static class Roles
{
    /// <summary>The claim that holds the caller's role, a word of <see cref="UserRole"/>.</summary>
    public const string Claim = "role";

    /// <summary>All roles; each may do what the one before it may.</summary>
    public static IReadOnlyList<string> All { get; } = [UserRole.Viewer, UserRole.Operator, UserRole.Admin];

    /// <summary>Everybody who signed in.</summary>
    public static TBuilder ForViewers<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder => route.RequireAuthorization(UserRole.Viewer);

    /// <summary>Operators and admins.</summary>
    public static TBuilder ForOperators<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder => route.RequireAuthorization(UserRole.Operator);

    /// <summary>Admins alone.</summary>
    public static TBuilder ForAdmins<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder => route.RequireAuthorization(UserRole.Admin);

    /// <summary>How much a role may, from 0; -1 for a word that is no role, which may nothing.</summary>
    public static int Rank(string role) => All.ToList().IndexOf(role);

    /// <summary>The one of two roles that may less.</summary>
    public static string Lower(string one, string other) => Rank(one) <= Rank(other) ? one : other;

    /// <summary>The roles that may use a route for this one.</summary>
    public static IEnumerable<string> From(string needed) => All.Skip(Rank(needed));
}
