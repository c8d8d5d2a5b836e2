using System.Text.Json.Nodes;

namespace KubeFate.Simulator.Controllers.Deployments;

/// <summary>Scales a Deployment whose rollout is paused or in the middle: every active ReplicaSet gets its share.</summary>
internal static class DeploymentScaling
{
    public static void Scale(DeploymentSets sets, Rollout rollout)
    {
        var active = sets.All.Where(set => Size(set) > 0).OrderByDescending(Size).ThenByDescending(DeploymentSets.Revision).ToList();
        if ((active.Count == 0 ? sets.New : null) is { } idle) active = [idle];
        if (active is [var only])
        {
            sets.Scale(only, rollout.Replicas, rollout);
            return;
        }

        var total = active.Sum(Size);
        var wanted = rollout.Replicas > 0 ? rollout.Replicas + rollout.MaxSurge : 0;
        var sizes = Shares([.. active.Select(Size)], total, wanted);
        foreach (var (set, size) in active.Zip(sizes)) sets.Scale(set, size, rollout);
    }

    // Each its rounded share, the first (largest) what rounding leaves.
    private static List<int> Shares(List<int> sizes, int total, int wanted)
    {
        if (total == 0) return sizes;
        var shares = sizes.Select(size => Math.Max(0, (int)Math.Round((double)size * wanted / total))).ToList();
        shares[0] = Math.Max(0, shares[0] + wanted - shares.Sum());
        return shares;
    }

    private static int Size(JsonObject set) => set.Count("spec", "replicas");
}
