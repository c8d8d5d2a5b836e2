using KubeFate.Client.Clusters;
using KubeFate.Client.Users;
using KubeFate.Service.Storage;

namespace KubeFate.Service.Tests;

/// <summary>Records for tests.</summary>
internal static class Records
{
    public static ClusterRecord Cluster(string name) => new()
    {
        Uuid = Guid.NewGuid().ToString(),
        Name = name,
        Namespace = "fate-9999",
        ChartName = "fate",
        ChartVersion = "v1.8.0",
        Values = "{\"name\":\"日本 \\u00e9 '; --\"}",
        Spec = "{}",
        Status = ClusterStatus.Pending,
        CreatedAt = default,
        UpdatedAt = default,
    };

    public static UserRecord User(string name) => new()
    {
        Uuid = Guid.NewGuid().ToString(),
        Username = name,
        PasswordHash = "hash",
        Role = UserRole.Admin,
        Status = UserStatus.Available,
        CreatedAt = default,
        UpdatedAt = default,
    };
}
