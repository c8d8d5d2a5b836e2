using KubeFate.Client.Clusters;
using KubeFate.Client.Users;
using KubeFate.Service.Storage;
using KubeFate.Service.Storage.Sealing;

namespace KubeFate.Service.Tests;

/// <summary>Records for tests.</summary>
internal static class Records
{
    /// <summary>The clusters of a database, with a key of its own for the tests.</summary>
    public static ClusterStore Clusters(Database database, TimeProvider time) => new(database, time, Sealed(database, time));

    public static SealedTexts Sealed(Database database, TimeProvider time, SecretKeyOptions? key = null) => new(database, Keys(database, time, key));

    public static DataKeys Keys(Database database, TimeProvider time, SecretKeyOptions? key = null) =>
        new(new SettingStore(database, time), new WrappingKeys(key ?? new SecretKeyOptions { Key = new byte[32] }, new DatabaseOptions { Type = DatabaseType.MySql }));

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
