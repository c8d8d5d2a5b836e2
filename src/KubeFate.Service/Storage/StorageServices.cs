using KubeFate.Service.Storage.Changes;
using KubeFate.Service.Storage.Sealing;
using Microsoft.Extensions.DependencyInjection;

namespace KubeFate.Service.Storage;

/// <summary>Puts the storage into a service.</summary>
internal static class StorageServices
{
    /// <summary>Adds the database and its stores. The caller runs <see cref="Schema.EnsureAsync"/> before the first use.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, DatabaseOptions options, SecretKeyOptions? secretKey = null) => services
        .AddSingleton(options)
        .AddSingleton<Database>()
        .AddSingleton<ChangeFeed>()
        .AddSingleton<Schema>()
        .AddSingleton<SettingStore>()
        .AddSingleton(secretKey ?? new SecretKeyOptions())
        .AddSingleton<WrappingKeys>()
        .AddSingleton<DataKeys>()
        .AddSingleton<SealedTexts>()
        .AddSingleton<SecretRotation>()
        .AddSingleton<UserStore>()
        .AddSingleton<ClusterStore>();
}
