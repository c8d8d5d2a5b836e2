using KubeFate.Simulator.Authorization;
using KubeFate.Simulator.Storage;
using Microsoft.AspNetCore.Http;

namespace KubeFate.Simulator.Http.Access;

/// <summary>The headers by which a user acts as another (<c>kubectl --as</c>); he needs the verb <c>impersonate</c> on whom he names.</summary>
internal sealed class Impersonation(Authorizer authorizer)
{
    private const string User = "Impersonate-User";
    private const string Group = "Impersonate-Group";
    private const string Uid = "Impersonate-Uid";
    private const string Extra = "Impersonate-Extra-";

    /// <summary>Who the request is to be answered for.</summary>
    /// <exception cref="ApiFailure">403 without the right to it.</exception>
    public Identity Of(HttpRequest request, Identity sender)
    {
        var name = request.Headers[User].ToString();
        var groups = request.Headers[Group].OfType<string>().ToList();
        var uid = request.Headers[Uid].ToString();
        var extra = request.Headers.Where(header => header.Key.StartsWith(Extra, StringComparison.OrdinalIgnoreCase))
            .ToDictionary(header => Uri.UnescapeDataString(header.Key[Extra.Length..].ToLowerInvariant()), header => (IReadOnlyList<string>)[.. header.Value.OfType<string>()]);
        if (name.Length == 0)
        {
            if (groups.Count == 0 && uid.Length == 0 && extra.Count == 0) return sender;
            throw new ApiFailure(500, "InternalError", "Internal error occurred: requested to impersonate groups, a uid or extra fields without impersonating a user");
        }

        RequireRights(sender, name, groups, uid, extra);
        return new(name, [.. Groups(name, groups)]) { Uid = uid.Length > 0 ? uid : null, Extra = extra };
    }

    private void RequireRights(Identity sender, string name, List<string> groups, string uid, Dictionary<string, IReadOnlyList<string>> extra)
    {
        var account = Identity.AccountOf(name);
        Require(account is { } own ? new() { User = sender, Verb = "impersonate", Resource = "serviceaccounts", Namespace = own.Namespace, Name = own.Name }
            : new() { User = sender, Verb = "impersonate", Resource = "users", Name = name });
        foreach (var group in groups) Require(new() { User = sender, Verb = "impersonate", Resource = "groups", Name = group });
        if (uid.Length > 0) Require(InAuthentication(sender, "uids", "", uid));
        foreach (var (key, values) in extra)
        {
            foreach (var value in values) Require(InAuthentication(sender, "userextras", key, value));
        }
    }

    private static AccessRequest InAuthentication(Identity sender, string resource, string part, string name) => new()
    {
        User = sender,
        Verb = "impersonate",
        Group = "authentication.k8s.io",
        Resource = resource,
        Subresource = part,
        Name = name,
    };

    // Nothing is asked of a member of system:masters.
    private void Require(AccessRequest asked)
    {
        if (!asked.User.IsMaster) authorizer.Require(asked);
    }

    private static IEnumerable<string> Groups(string name, List<string> groups)
    {
        if (groups.Count == 0 && Identity.AccountOf(name) is { } account) groups = [.. Identity.AccountGroups(account.Namespace)];
        var kind = name == Identity.Anonymous.Name ? Identity.Unauthenticated : Identity.Authenticated;
        return groups.Contains(kind) ? groups : groups.Append(kind);
    }
}
