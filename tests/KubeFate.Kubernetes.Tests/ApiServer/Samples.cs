using System.Text.Json.Nodes;

namespace KubeFate.Kubernetes.Tests.ApiServer;

/// <summary>Objects as an API server shows them, for the cluster fate-9999 of the namespace ns.</summary>
internal static class Samples
{
    public const string Deployments = "apis/apps/v1/namespaces/ns/deployments";
    public const string StatefulSets = "apis/apps/v1/namespaces/ns/statefulsets";
    public const string Pods = "api/v1/namespaces/ns/pods";
    public const string Events = "api/v1/namespaces/ns/events";

    public static JsonObject Deployment(string name, int available, int replicas = 1) => new()
    {
        ["apiVersion"] = "apps/v1",
        ["kind"] = "Deployment",
        ["metadata"] = new JsonObject
        {
            ["name"] = name,
            ["generation"] = 1,
            ["labels"] = new JsonObject { ["name"] = "fate-9999", ["fateMoudle"] = name },
            ["managedFields"] = new JsonArray(new JsonObject { ["manager"] = "helm" }),
        },
        ["spec"] = new JsonObject { ["replicas"] = replicas },
        ["status"] = new JsonObject
        {
            ["observedGeneration"] = 1,
            ["replicas"] = replicas,
            ["updatedReplicas"] = replicas,
            ["readyReplicas"] = available,
            ["availableReplicas"] = available,
        },
    };

    public static JsonObject Owned(string name, string uid, string owner) => new()
    {
        ["metadata"] = new JsonObject
        {
            ["name"] = name,
            ["uid"] = uid,
            ["ownerReferences"] = new JsonArray(new JsonObject { ["uid"] = owner, ["controller"] = true }),
        },
    };

    public static JsonObject Event(string uid, string reason, string message) => new()
    {
        ["metadata"] = new JsonObject { ["name"] = $"{uid}.{reason}" },
        ["involvedObject"] = new JsonObject { ["uid"] = uid },
        ["reason"] = reason,
        ["message"] = message,
        ["lastTimestamp"] = "2026-01-02T03:04:05Z",
    };
}
