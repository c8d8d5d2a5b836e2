namespace KubeFate.Charts.Tests.Rendering;

/// <summary>The shortest cluster.yaml of each release, for a test to add its own keys to.</summary>
internal static class Clusters
{
    public static TheoryData<string> Releases => ["v1.8.0", "v2.0.0"];

    /// <summary>A cluster.yaml of a release with keys of the test's own.</summary>
    public static string Of(string release, string keys = "") => $"""
        name: fate-9999
        partyId: 9999
        chartVersion: {release}
        {keys}
        """;
}
