using System.Text.Json.Nodes;

namespace KubeFate.Kubernetes;

/// <summary>What an object is called within its namespace.</summary>
/// <param name="ApiVersion">Such as <c>v1</c> or <c>apps/v1</c>.</param>
/// <param name="Kind">Such as <c>StatefulSet</c>.</param>
/// <param name="Name">Its own.</param>
public sealed record ObjectName(string ApiVersion, string Kind, string Name)
{
    /// <summary>What an object of a manifest is called; what it does not say is empty.</summary>
    public static ObjectName Of(JsonObject item) =>
        new(item["apiVersion"]?.ToString() ?? "", item["kind"]?.ToString() ?? "", item["metadata"]?["name"]?.ToString() ?? "");

    /// <summary>As in <c>StatefulSet mysql</c>.</summary>
    public override string ToString() => $"{Kind} {Name}";
}
