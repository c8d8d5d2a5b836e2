using System.Text.Json.Nodes;
using static KubeFate.Simulator.Http.Tables.TableColumn;

namespace KubeFate.Simulator.Http.Tables;

internal static class PodColumns
{
    public static TableColumn[] All { get; } =
    [
        Named,
        Text("Ready", pod => PodSummary.Of(pod).Ready),
        Text("Status", pod => PodSummary.Of(pod).Reason),
        new("Restarts", "string", 0, (pod, now) => PodSummary.Of(pod).Restarted(now)),
        Age,
        Wide("IP", pod => Cells.Text(pod, "status.podIP", Cells.None)),
        Wide("Node", pod => Cells.Text(pod, "spec.nodeName", Cells.None)),
        Wide("Nominated Node", pod => Cells.Text(pod, "status.nominatedNodeName", Cells.None)),
        Wide("Readiness Gates", Gates),
    ];

    private static string Gates(JsonObject pod)
    {
        var gates = Cells.Objects(pod, "spec.readinessGates").ToList();
        if (gates.Count == 0) return Cells.None;
        var met = gates.Count(gate => Cells.Objects(pod, "status.conditions").Any(condition =>
            Cells.Text(condition, "type") == Cells.Text(gate, "conditionType") && Cells.Text(condition, "status") == "True"));
        return $"{met}/{gates.Count}";
    }
}
