using Microsoft.Extensions.DependencyInjection;

namespace KubeFate.Service.Charts;

/// <summary>Puts the chart catalogue into a service. Needs <c>Database</c>, <c>ServiceOptions</c>, <c>HelmClient</c> and <see cref="TimeProvider"/> there.</summary>
internal static class ChartServices
{
    public static IServiceCollection AddCharts(this IServiceCollection services) => services
        .AddSingleton<ChartStore>()
        .AddSingleton<BuiltInCharts>()
        .AddSingleton<ChartRepository>()
        .AddSingleton<ArchiveFiles>()
        .AddSingleton<ChartAudit>()
        .AddSingleton<ChartCatalogue>()
        .AddSingleton<ChartUpload>()
        .AddSingleton<ChartChanges>();
}
