using Microsoft.Extensions.DependencyInjection;

namespace KubeFate.Service.Audit;

/// <summary>Puts the audit log into the service.</summary>
internal static class AuditServices
{
    public static IServiceCollection AddAudit(this IServiceCollection services) =>
        services.AddSingleton<AuditStore>().AddSingleton<AuditRetention>().AddHostedService(provider => provider.GetRequiredService<AuditRetention>());
}
