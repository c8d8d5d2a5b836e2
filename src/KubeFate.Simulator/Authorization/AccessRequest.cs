using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Authorization;

/// <summary>What somebody wants to do: a verb on a resource, or on a path that is none.</summary>
internal sealed record AccessRequest
{
    public required Identity User { get; init; }

    public required string Verb { get; init; }

    public string Group { get; init; } = "";

    /// <summary>The plural; empty for a path that is no resource.</summary>
    public string Resource { get; init; } = "";

    public string Subresource { get; init; } = "";

    /// <summary>Empty at the cluster's scope.</summary>
    public string Namespace { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>Set for a path that is no resource, such as <c>/version</c>.</summary>
    public string? Path { get; init; }

    /// <summary><c>pods/log</c>, as rules write it.</summary>
    public string ResourceWithPart => Subresource.Length == 0 ? Resource : Resource + "/" + Subresource;

    /// <summary>The refusal, worded as a real server's.</summary>
    /// <param name="reason">What RBAC found wrong with its own objects; empty for nothing.</param>
    public ApiFailure Refuse(string reason)
    {
        var why = Sentence() + (reason.Length == 0 ? "" : ": " + reason);
        if (Path is not null) return new(403, "Forbidden", "forbidden: " + why);
        var resource = Group.Length == 0 ? Resource : Resource + "." + Group;
        var about = Name.Length == 0 ? resource : $"{resource} \"{Name}\"";
        return new(403, "Forbidden", $"{about} is forbidden: {why}") { Name = Name, Group = Group, Kind = Resource };
    }

    private string Sentence()
    {
        if (Path is not null) return $"User \"{User.Name}\" cannot {Verb} path \"{Path}\"";
        var place = Namespace.Length == 0 ? "at the cluster scope" : $"in the namespace \"{Namespace}\"";
        return $"User \"{User.Name}\" cannot {Verb} resource \"{ResourceWithPart}\" in API group \"{Group}\" {place}";
    }
}
