using System.Globalization;
using System.Text.Json.Nodes;

namespace KubeFate.Simulator.Controllers.Deployments;

/// <summary>How far a rolling update may go at once, from a Deployment's strategy.</summary>
/// <param name="MaxSurge">Pods above the wanted number.</param>
/// <param name="MaxUnavailable">Pods below it.</param>
internal sealed record Rollout(int Replicas, int MaxSurge, int MaxUnavailable)
{
    public static Rollout Of(JsonObject deployment)
    {
        var replicas = deployment.Count("spec", "replicas");
        if (deployment.Text("spec", "strategy", "type") is "Recreate") return new(replicas, 0, 0);
        var rolling = deployment.At("spec", "strategy", "rollingUpdate");
        var surge = Resolve(rolling.At("maxSurge"), replicas, up: true);
        var unavailable = Math.Min(replicas, Resolve(rolling.At("maxUnavailable"), replicas, up: false));

        // Both may come out as zero by rounding, and then nothing could ever move.
        return new(replicas, surge, surge == 0 && unavailable == 0 ? 1 : unavailable);
    }

    /// <summary>A whole number, or a percentage of the total; 25% when it is not told.</summary>
    public static int Resolve(JsonNode? amount, int total, bool up)
    {
        var text = amount?.ToString() ?? "25%";
        if (!text.EndsWith('%')) return int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : 0;
        if (!int.TryParse(text[..^1], CultureInfo.InvariantCulture, out var percent)) return 0;
        var share = total * percent / 100.0;
        return (int)(up ? Math.Ceiling(share) : Math.Floor(share));
    }

    /// <summary>How large the new ReplicaSet may be now.</summary>
    /// <param name="current">Its size.</param>
    /// <param name="all">The size of all ReplicaSets together.</param>
    public int NewSize(int current, int all)
    {
        if (current >= Replicas) return Replicas;
        var room = Replicas + MaxSurge - all;
        return room <= 0 ? current : current + Math.Min(room, Replicas - current);
    }

    /// <summary>
    /// How large the old ReplicaSets may be now, oldest first: unhealthy pods go first, then healthy ones as far as enough stay
    /// available.
    /// </summary>
    /// <param name="old">Sizes and available pods of the old ones.</param>
    /// <param name="newSize">The size of the new one.</param>
    /// <param name="newAvailable">Its available pods.</param>
    public List<int> OldSizes(IReadOnlyList<(int Size, int Available)> old, int newSize, int newAvailable)
    {
        var sizes = old.Select(set => set.Size).ToList();
        var needed = Replicas - MaxUnavailable;
        var removable = sizes.Sum() + newSize - needed - Math.Max(0, newSize - newAvailable);
        for (var at = 0; at < sizes.Count && removable > 0; at++)
        {
            var unhealthy = Math.Min(removable, Math.Max(0, sizes[at] - old[at].Available));
            sizes[at] -= unhealthy;
            removable -= unhealthy;
        }

        var spare = old.Sum(set => set.Available) + newAvailable - needed;
        for (var at = 0; at < sizes.Count && removable > 0 && spare > 0; at++)
        {
            var gone = Math.Min(sizes[at], Math.Min(spare, removable));
            sizes[at] -= gone;
            spare -= gone;
            removable -= gone;
        }

        return sizes;
    }
}
