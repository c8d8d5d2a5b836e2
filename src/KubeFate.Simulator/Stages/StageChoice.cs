using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KubeFate.Simulator.Controllers;
using KubeFate.Simulator.Resources;

namespace KubeFate.Simulator.Stages;

/// <summary>The stage of one pod or claim.</summary>
internal sealed record Choice
{
    public required StagePlan Plan { get; init; }

    /// <summary>The delay asked for by annotation, or null.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>Only this container meets the stage's trouble; null: all.</summary>
    public string? Container { get; init; }

    /// <summary>Only containers with such an image meet the trouble; empty: all.</summary>
    public IReadOnlyList<string> Images { get; init; } = [];

    public bool Chooses(string container, string image) =>
        (Container is null || string.Equals(Container, container, StringComparison.Ordinal))
            && (Images.Count == 0 || Images.Any(pattern => Fits(pattern, image)));

    /// <summary>Whether an image fits a pattern in which <c>*</c> stands for anything.</summary>
    public static bool Fits(string pattern, string image) =>
        Regex.IsMatch(
            image, "^" + Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal) + "$", RegexOptions.None, TimeSpan.FromSeconds(1));
}

/// <summary>
/// Chooses the stage of a pod: its own annotation, else that of the workload above it, else that of its namespace, else what its
/// images lead to, else the cluster's stage.
/// </summary>
internal sealed class StageChoice(Cluster cluster, StageCatalog stages)
{
    public const string Stage = "simulator.kubefate.io/stage";
    public const string Delay = "simulator.kubefate.io/delay";
    public const string Container = "simulator.kubefate.io/container";
    public const string Image = "simulator.kubefate.io/image";

    public static bool IsAsked(JsonObject item) => item.At("metadata", "annotations") is JsonObject annotations
        && annotations.Any(entry => entry.Key.StartsWith("simulator.kubefate.io/", StringComparison.Ordinal));

    public Choice For(JsonObject item)
    {
        var (line, top) = Line(item);
        var choice = new Choice
        {
            Plan = stages.Plan(stages.Cluster, top),
            Delay = Asked(line, Delay) is { } text && StageDuration.TryParse(text, out var delay) ? delay : null,
            Container = Asked(line, Container),
            Images = Asked(line, Image) is { } image ? [image] : [],
        };
        if (Asked(line, Stage) is { } name && stages.Find(name) is { } stage) return choice with { Plan = stages.Plan(stage, top) };
        var led = stages.ByImage.FirstOrDefault(candidate => Images(item)
            .Any(used => candidate.Images.Any(pattern => Choice.Fits(pattern, used))));
        return led is null ? choice : choice with { Plan = stages.Plan(led, top), Container = null, Images = led.Images };
    }

    /// <summary>What an object's annotations ask for and there is not, in words for its owner; null when all is well.</summary>
    public string? Problem(JsonObject item)
    {
        var (line, _) = Line(item);
        if (Asked(line, Stage) is { } name && stages.Find(name) is null)
            return $"annotation {Stage}: there is no stage `{name}`; the stages are {string.Join(", ", stages.Names)}";
        return Asked(line, Delay) is { } delay && !StageDuration.TryParse(delay, out _)
            ? $"annotation {Delay}: `{delay}` is no duration; write 300ms, 2s or 1m30s"
            : null;
    }

    // The object, then what controls it, then the namespace. What a Deployment's annotations say its ReplicaSets only repeat,
    // and keep repeating after the Deployment says otherwise: a ReplicaSet with an owner has no voice.
    private (List<JsonObject> Line, string Top) Line(JsonObject item)
    {
        var line = new List<JsonObject> { item };
        var current = item;
        while (cluster.ControllerOf(current) is { } owner && line.Count < 8)
        {
            current = owner;
            if (owner.Text("kind") is not "ReplicaSet" || Owners.Controller(owner) is null) line.Add(owner);
        }

        if (cluster.Get(ResourceCatalog.Namespaces, "", item.Namespace()) is { } ns) line.Add(ns);
        return (line, $"{current.Text("kind")}/{current.Namespace()}/{current.Name()}");
    }

    private static string? Asked(List<JsonObject> line, string name) =>
        line.Select(each => each.Annotation(name)).FirstOrDefault(value => value is not null);

    private static IEnumerable<string> Images(JsonObject pod) =>
        pod.Items("spec", "containers").Concat(pod.Items("spec", "initContainers"))
            .Select(container => container.Text("image")).OfType<string>();
}
