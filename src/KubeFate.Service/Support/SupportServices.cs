using Microsoft.Extensions.DependencyInjection;

namespace KubeFate.Service.Support;

/// <summary>Puts the support bundle into a service.</summary>
internal static class SupportServices
{
    public static IServiceCollection AddSupport(this IServiceCollection services) => services
        .AddSingleton<ServiceParts>()
        .AddSingleton<JobParts>()
        .AddSingleton<HelmParts>()
        .AddSingleton<KubernetesParts>()
        .AddSingleton<LogParts>()
        .AddSingleton<BundleRooms>()
        .AddSingleton<SupportBundle>();
}
