using System.Text.Json.Nodes;

namespace KubeFate.Simulator.Authorization;

/// <summary>Who asks: a user's name with the groups that he is in.</summary>
internal sealed record Identity(string Name, IReadOnlyList<string> Groups)
{
    public const string Masters = "system:masters";
    public const string Authenticated = "system:authenticated";
    public const string Unauthenticated = "system:unauthenticated";
    private const string AccountPrefix = "system:serviceaccount:";

    /// <summary>Whom the kubeconfig that the simulator writes signs in.</summary>
    public static readonly Identity Admin = new("kubefate-simulator", [Masters, Authenticated]);

    /// <summary>Whoever brings no credentials.</summary>
    public static readonly Identity Anonymous = new("system:anonymous", [Unauthenticated]);

    public string? Uid { get; init; }

    /// <summary>Such as the name of the node or of the pod that a token is bound to.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Extra { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Members of system:masters may do everything and are never asked.</summary>
    public bool IsMaster { get; } = Groups.Contains(Masters);

    public static Identity Account(string ns, string name, string? uid = null) =>
        new(AccountName(ns, name), [.. AccountGroups(ns), Authenticated]) { Uid = uid };

    public static string AccountName(string ns, string name) => $"{AccountPrefix}{ns}:{name}";

    public static IReadOnlyList<string> AccountGroups(string ns) => ["system:serviceaccounts", "system:serviceaccounts:" + ns];

    /// <summary>The namespace and name of the service account that a user's name stands for; null for another user.</summary>
    public static (string Namespace, string Name)? AccountOf(string user) =>
        user.StartsWith(AccountPrefix, StringComparison.Ordinal) && user[AccountPrefix.Length..].Split(':') is [{ Length: > 0 } ns, { Length: > 0 } name]
            ? (ns, name)
            : null;

    /// <summary>As <c>authentication.k8s.io</c> tells a user.</summary>
    public JsonObject ToUserInfo()
    {
        var info = new JsonObject { ["username"] = Name };
        if (Uid is not null) info["uid"] = Uid;
        info["groups"] = JsonList.Of(Groups);
        if (Extra.Count > 0)
            info["extra"] = new JsonObject(Extra.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)JsonList.Of(entry.Value))));
        return info;
    }
}
