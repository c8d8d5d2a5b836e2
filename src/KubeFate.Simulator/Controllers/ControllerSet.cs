using KubeFate.Simulator.Controllers.Access;
using KubeFate.Simulator.Controllers.Deployments;
using KubeFate.Simulator.Controllers.Garbage;
using KubeFate.Simulator.Controllers.Jobs;
using KubeFate.Simulator.Controllers.Namespaces;
using KubeFate.Simulator.Controllers.Network;
using KubeFate.Simulator.Controllers.Pods;
using KubeFate.Simulator.Controllers.Policies;
using KubeFate.Simulator.Controllers.StatefulSets;
using KubeFate.Simulator.Controllers.Volumes;
using KubeFate.Simulator.Controllers.Workloads;
using KubeFate.Simulator.Stages;

namespace KubeFate.Simulator.Controllers;

/// <summary>Every controller of the cluster.</summary>
internal static class ControllerSet
{
    public static IReadOnlyList<IController> All(Cluster cluster, StageCatalog catalog, ControllerOptions options)
    {
        var stages = new StageChoice(cluster, catalog);
        return
        [
            new NamespaceController(cluster),
            new AggregationController(cluster),
            new QuotaController(cluster),
            new DisruptionController(cluster),
            new ClaimController(cluster, stages),
            new VolumeController(cluster),
            new DeploymentController(cluster),
            new ReplicaSetController(cluster),
            new StatefulSetController(cluster),
            new DaemonSetController(cluster),
            new JobController(cluster),
            new CronJobController(cluster),
            new EndpointSliceController(cluster),
            new EndpointsMirror(cluster),
            new AddressController(cluster),
            new PodController(cluster, stages, new(cluster, options.Logs ?? new(cluster.Time)), options.Seed),
            new GarbageCollector(cluster),
        ];
    }
}
