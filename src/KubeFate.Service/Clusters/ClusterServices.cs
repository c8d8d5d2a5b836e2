using KubeFate.Service.Clusters.Preflight;
using KubeFate.Service.Clusters.Rendering;
using KubeFate.Service.Clusters.Replacing;
using KubeFate.Service.Clusters.Secrets;
using KubeFate.Service.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace KubeFate.Service.Clusters;

/// <summary>Puts the clusters into a service: their routes' parts, and the handlers of their jobs.</summary>
internal static class ClusterServices
{
    public static IServiceCollection AddClusters(this IServiceCollection services) => services
        .AddSingleton<ClusterRequests>()
        .AddSingleton<ClearTexts>()
        .AddSingleton<JobAnswers>()
        .AddSingleton<ClusterInspection>()
        .AddSingleton<ClusterRelease>()
        .AddSingleton<ClusterReadiness>()
        .AddSingleton<ClusterLeftovers>()
        .AddSingleton<ClusterNamespace>()
        .AddSingleton<UpdateRollback>()
        .AddSingleton<ReplacementPlanner>()
        .AddSingleton<Replacement>()
        .AddSingleton<ClusterPreflight>()
        .AddSingleton<ManifestTrial>()
        .AddSingleton<ReleaseTrial>()
        .AddSingleton<SpecRendering>()
        .AddSingleton<SpecImages>()
        .AddSingleton<ClusterRendering>()
        .AddSingleton<RenderQueue>()
        .AddSingleton<RenderFindings>()
        .AddSingleton<IJobHandler, InstallCluster>()
        .AddSingleton<IJobHandler, UpdateCluster>()
        .AddSingleton<IJobHandler, DeleteCluster>();
}
