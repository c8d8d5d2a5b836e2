using System.Text.Json.Nodes;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Controllers.Deployments;

/// <summary>A Deployment's status, worked out from its ReplicaSets.</summary>
internal sealed class DeploymentStatus(JsonObject deployment, JsonObject? current, List<JsonObject> sets, DateTimeOffset now)
{
    private readonly Rollout rollout = Rollout.Of(deployment);
    private readonly JsonNode? before = deployment["status"];

    /// <summary>How long until the rollout has made no progress for too long; null when it need not be looked at again.</summary>
    public TimeSpan? DeadlineIn { get; private set; }

    private int Updated => current.Count("status", "replicas");

    private int Ready => sets.Sum(set => set.Count("status", "readyReplicas"));

    private int Available => sets.Sum(set => set.Count("status", "availableReplicas"));

    private int Actual => sets.Sum(set => set.Count("status", "replicas"));

    /// <summary>Whether every wanted pod is of the present template and available, and no other is left.</summary>
    public static bool IsComplete(Rollout rollout, JsonObject current, List<JsonObject> sets) =>
        current.Count("status", "replicas") == rollout.Replicas
        && sets.Sum(set => set.Count("status", "replicas")) == rollout.Replicas
        && sets.Sum(set => set.Count("status", "availableReplicas")) == rollout.Replicas;

    public JsonObject Write()
    {
        var status = new JsonObject { ["observedGeneration"] = deployment.Number("metadata", "generation") ?? 1 };
        if (before.Number("collisionCount") is { } collisions) status["collisionCount"] = collisions;
        void Count(string field, int number)
        {
            if (number > 0) status[field] = number;
        }

        Count("replicas", Actual);
        Count("updatedReplicas", Updated);
        Count("readyReplicas", Ready);
        Count("availableReplicas", Available);
        Count("unavailableReplicas", Math.Max(0, sets.Sum(set => set.Count("spec", "replicas")) - Available));
        var conditions = new List<JsonObject?> { Availability(), Progress(), Failure() };
        status["conditions"] = new JsonArray([.. conditions.OfType<JsonObject>().OrderBy(condition => Place(condition.Text("type")))]);
        return status;
    }

    private JsonObject Availability() => Available >= rollout.Replicas - rollout.MaxUnavailable
        ? Condition("Available", "True", "MinimumReplicasAvailable", "Deployment has minimum availability.", isProgress: false)
        : Condition(
            "Available", "False", "MinimumReplicasUnavailable", "Deployment does not have minimum availability.", isProgress: false);

    // The reasons, and which of them wins, are those that kubectl rollout status and helm judge by.
    private JsonObject? Progress()
    {
        var known = Old("Progressing");
        if (deployment.Number("spec", "progressDeadlineSeconds") is null or int.MaxValue) return null;
        if (deployment.Flag("spec", "paused")) return Paused(known);
        var name = current is null ? $"Deployment \"{deployment.Name()}\"" : $"ReplicaSet \"{current.Name()}\"";
        if (current is not null && IsComplete(rollout, current, sets))
        {
            var isNew = known.Text("reason") is not "NewReplicaSetAvailable";
            return Condition("Progressing", "True", "NewReplicaSetAvailable", $"{name} has successfully progressed.", isProgress: isNew);
        }

        if (known is null && current is not null)
        {
            var message = $"Created new replica set \"{current.Name()}\"";
            return Timed(Condition("Progressing", "True", "NewReplicaSetCreated", message, isProgress: true));
        }

        if (HasProgressed(known))
            return Timed(Condition("Progressing", "True", "ReplicaSetUpdated", $"{name} is progressing.", isProgress: true));
        if (known.Text("reason") is "ProgressDeadlineExceeded") return known!.DeepClone().AsObject();
        return Timed(known!.DeepClone().AsObject());
    }

    private JsonObject Paused(JsonObject? known) => known is not null && known.Text("reason") is "DeploymentPaused"
        ? known.DeepClone().AsObject()
        : Condition("Progressing", "Unknown", "DeploymentPaused", "Deployment is paused", isProgress: true);

    // Gives the condition its deadline: past it the rollout counts as stuck, before it the deployment is to be looked at again.
    private JsonObject Timed(JsonObject condition)
    {
        var since = condition.Time("lastUpdateTime") ?? now;
        var left = since.AddSeconds(deployment.Count("spec", "progressDeadlineSeconds")) - now;
        if (left > TimeSpan.Zero)
        {
            DeadlineIn = left;
            return condition;
        }

        var name = current is null ? $"Deployment \"{deployment.Name()}\"" : $"ReplicaSet \"{current.Name()}\"";
        return Condition("Progressing", "False", "ProgressDeadlineExceeded", $"{name} has timed out progressing.", isProgress: true);
    }

    private bool HasProgressed(JsonObject? known) =>
        known is null
        || known.Text("reason") is "NewReplicaSetAvailable" or "DeploymentPaused"
        || before.Number("observedGeneration") != deployment.Number("metadata", "generation")
        || Updated > before.Count("updatedReplicas")
        || Actual - Updated < before.Count("replicas") - before.Count("updatedReplicas")
        || Ready > before.Count("readyReplicas")
        || Available > before.Count("availableReplicas");

    private JsonObject? Failure() =>
        (current ?? sets.LastOrDefault()).Items("status", "conditions")
            .FirstOrDefault(condition => condition.Text("type") is "ReplicaFailure") is { } failure
            ? Condition("ReplicaFailure", "True", failure.Text("reason") ?? "", failure.Text("message") ?? "", isProgress: false)
            : null;

    private JsonObject Condition(string type, string status, string reason, string message, bool isProgress)
    {
        var known = Old(type);
        var text = ObjectMeta.Time(now);
        var same = known.Is(status, "status") && known.Is(reason, "reason");
        return new()
        {
            ["type"] = type,
            ["status"] = status,
            ["lastUpdateTime"] = isProgress || !same ? text : known.Text("lastUpdateTime"),
            ["lastTransitionTime"] = known.Is(status, "status") ? known.Text("lastTransitionTime") : text,
            ["reason"] = reason,
            ["message"] = message,
        };
    }

    private JsonObject? Old(string type) => deployment.Condition(type);

    private int Place(string? type)
    {
        var known = before.Items("conditions").Select(condition => condition.Text("type")).ToList();
        return known.IndexOf(type) is var place and >= 0 ? place : 100;
    }
}
