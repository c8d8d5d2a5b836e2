using System.Globalization;
using System.Text.Json.Nodes;
using KubeFate.Simulator.Controllers;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Admission;

/// <summary>The priority and runtime class of a new pod: they must be there (kubernetes plugin/pkg/admission/priority, runtimeclass).</summary>
internal static class PodClasses
{
    /// <summary>Gives the pod the number and policy of its priority class, in place.</summary>
    /// <exception cref="ApiFailure">403: a class does not exist, or the pod names a priority of its own.</exception>
    public static void Admit(ObjectStore store, JsonObject pod)
    {
        var spec = pod.Child("spec");
        Priority(store, pod, spec);
        if (spec.Text("runtimeClassName") is { Length: > 0 } runtime && store.Get(new(ResourceCatalog.RuntimeClasses, "", runtime)) is null)
            throw Refused(pod, $"pod rejected: RuntimeClass \"{runtime}\" not found");
    }

    private static void Priority(ObjectStore store, JsonObject pod, JsonObject spec)
    {
        var name = spec.Text("priorityClassName") ?? "";
        var known = name.Length > 0 ? store.Get(new(ResourceCatalog.PriorityClasses, "", name)) : Default(store);
        if (known is null && name.Length > 0) throw Refused(pod, $"no PriorityClass with name {name} was found");
        if (known is not null) spec["priorityClassName"] = known.Name();
        var priority = known.Number("value") ?? 0;
        if (spec.Number("priority") is { } own && own != priority)
        {
            throw Refused(pod, string.Create(
                CultureInfo.InvariantCulture,
                $"the integer value of priority ({own}) must not be provided in pod spec; priority admission controller computed {priority} from the given PriorityClass name"));
        }

        spec["priority"] = priority;
        spec["preemptionPolicy"] ??= known.Text("preemptionPolicy") ?? "PreemptLowerPriority";
    }

    private static JsonObject? Default(ObjectStore store) => store.List(ResourceCatalog.PriorityClasses, null)
        .Where(known => known.Flag("globalDefault")).MinBy(known => known.Number("value"));

    private static ApiFailure Refused(JsonObject pod, string why) => ApiFailure.Forbidden(ResourceCatalog.Pods, pod.Name(), why);
}
