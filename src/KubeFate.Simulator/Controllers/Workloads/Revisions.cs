using System.Text.Json.Nodes;
using KubeFate.Simulator.Resources;

namespace KubeFate.Simulator.Controllers.Workloads;

/// <summary>
/// The ControllerRevisions of a StatefulSet or DaemonSet: the templates it had, which <c>kubectl rollout undo</c> returns to.
/// </summary>
internal sealed class Revisions(Cluster cluster, JsonObject owner)
{
    public const string HashLabel = "controller-revision-hash";

    /// <summary>Oldest first.</summary>
    public List<JsonObject> All =>
        [.. cluster.ControlledBy(owner, ResourceCatalog.ControllerRevisions).OrderBy(revision => revision.Number("revision") ?? 0)];

    public JsonObject? Find(string? name) => All.FirstOrDefault(revision => revision.Is(name, "metadata", "name"));

    /// <summary>The revision of the owner's present template, made or brought back to the top as need be.</summary>
    public JsonObject Current()
    {
        var data = Data(owner.At("spec", "template"));
        var all = All;
        var top = all.Select(revision => revision.Number("revision") ?? 0).DefaultIfEmpty().Max();
        var same = all.LastOrDefault(revision => JsonNode.DeepEquals(revision["data"], data));
        if (same is null) return Make(data, top + 1);
        if (same.Number("revision") == top) return same;
        return cluster.Store.Update(Cluster.KeyOf(ResourceCatalog.ControllerRevisions, same), revision =>
        {
            revision["revision"] = top + 1;
            return revision;
        })!;
    }

    /// <summary>The pod template that a revision keeps.</summary>
    public static JsonNode? Template(JsonObject revision)
    {
        var template = revision.At("data", "spec", "template")?.DeepClone();
        (template as JsonObject)?.Remove("$patch");
        return template;
    }

    /// <summary>Deletes the oldest above the owner's limit, sparing those in use.</summary>
    public void Trim(params ReadOnlySpan<string?> used)
    {
        var kept = used.ToArray();
        var idle = All.Where(revision => !kept.Contains(revision.Name(), StringComparer.Ordinal)).ToList();
        var limit = (int)(owner.Number("spec", "revisionHistoryLimit") ?? 10);
        foreach (var revision in idle.Take(Math.Max(0, idle.Count - limit)))
            cluster.Delete(Cluster.KeyOf(ResourceCatalog.ControllerRevisions, revision), revision);
    }

    // As the real controllers keep it: a strategic merge patch that puts the template back.
    private static JsonObject Data(JsonNode? template)
    {
        var kept = template?.DeepClone().AsObject() ?? [];
        kept["$patch"] = "replace";
        return new() { ["spec"] = new JsonObject { ["template"] = kept } };
    }

    private JsonObject Make(JsonObject data, long number)
    {
        for (var collisions = 0; ; collisions++)
        {
            var hash = PodTemplates.Hash(data, collisions);
            var name = $"{owner.Name()}-{hash}";
            if (cluster.Get(ResourceCatalog.ControllerRevisions, owner.Namespace(), name) is not null) continue;
            var labels = owner.At("spec", "template", "metadata", "labels")?.DeepClone().AsObject() ?? [];
            labels[HashLabel] = hash;
            return cluster.Store.Create(new(ResourceCatalog.ControllerRevisions, owner.Namespace(), name), new()
            {
                ["metadata"] = new JsonObject
                {
                    ["labels"] = labels,
                    ["ownerReferences"] = new JsonArray(Owners.ControllerReference(owner)),
                },
                ["data"] = data,
                ["revision"] = number,
            });
        }
    }
}
