namespace KubeFate.Kubernetes;

/// <summary>What an object is called within its namespace.</summary>
/// <param name="ApiVersion">Such as <c>v1</c> or <c>apps/v1</c>.</param>
/// <param name="Kind">Such as <c>StatefulSet</c>.</param>
/// <param name="Name">Its own.</param>
public sealed record ObjectName(string ApiVersion, string Kind, string Name)
{
    /// <summary>As in <c>StatefulSet mysql</c>.</summary>
    public override string ToString() => $"{Kind} {Name}";
}
