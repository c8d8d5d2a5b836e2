using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Controllers.Jobs;

/// <summary>Says of every CronJob that it will not run: a simulated cluster has nothing to do on time.</summary>
internal sealed class CronJobController(Cluster cluster) : IController
{
    public IEnumerable<ObjectKey> Affected(ObjectChange change) =>
        change.Key.Type == ResourceCatalog.CronJobs && change.Kind == ChangeKind.Added ? [change.Key] : [];

    public TimeSpan? Reconcile(ObjectKey key)
    {
        if (cluster.Store.Get(key) is { } job)
        {
            var message = $"the simulated cluster keeps CronJobs but never runs them; make a Job of it: kubectl create job --from=cronjob/{key.Name} NAME";
            cluster.Events.Warning(job, "simulator", "NotSimulated", message);
        }

        return null;
    }
}
