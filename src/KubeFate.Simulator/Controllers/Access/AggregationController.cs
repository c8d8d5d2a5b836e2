using KubeFate.Simulator.Authorization.Roles;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Controllers.Access;

/// <summary>Keeps the rules of ClusterRoles that are put together from others.</summary>
internal sealed class AggregationController(Cluster cluster) : IController
{
    public IEnumerable<ObjectKey> Affected(ObjectChange change) => change.Key.Type != ResourceCatalog.ClusterRoles
        ? []
        : cluster.Store.List(ResourceCatalog.ClusterRoles, null).Where(role => role.At("aggregationRule") is not null)
            .Select(role => Cluster.KeyOf(ResourceCatalog.ClusterRoles, role));

    public TimeSpan? Reconcile(ObjectKey key)
    {
        AggregatedRoles.Update(cluster.Store, key);
        return null;
    }
}
