namespace KubeFate.Service.Jobs;

/// <summary>What a job does: the words of /v1.</summary>
internal static class JobMethod
{
    public const string ClusterInstall = "ClusterInstall";
    public const string ClusterUpdate = "ClusterUpdate";
    public const string ClusterDelete = "ClusterDelete";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [ClusterInstall, ClusterUpdate, ClusterDelete];
}
