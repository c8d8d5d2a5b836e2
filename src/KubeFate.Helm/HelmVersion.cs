namespace KubeFate.Helm;

/// <summary>The version of the <c>helm</c> command.</summary>
public sealed record HelmVersion(int Major, int Minor, int Patch)
{
    /// <summary>The oldest version whose flags and answers we know: 3.9.0.</summary>
    public static HelmVersion Oldest { get; } = new(3, 9, 0);

    /// <summary>Helm 4 lets the server merge fields (server-side apply) and can therefore meet conflicts with other managers.</summary>
    public bool AppliesOnTheServer => Major >= 4;

    public bool IsAtLeast(HelmVersion other) => (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch)) >= 0;

    public override string ToString() => $"v{Major}.{Minor}.{Patch}";
}
