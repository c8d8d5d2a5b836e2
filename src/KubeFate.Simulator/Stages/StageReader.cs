using System.Text.Json.Nodes;
using KubeFate.Simulator.Controllers;

namespace KubeFate.Simulator.Stages;

/// <summary>
/// Turns a stage's yaml into a <see cref="Stage"/>. A key that is not known is refused: a misspelt fact would never match.
/// </summary>
internal static class StageReader
{
    private static readonly string[] facts =
    [
        "deleting", "scheduled", "unschedulable", "volumes", "claims",
        "state", "reason", "chosen", "init", "runsToEnd", "ready", "image", "imageChanged", "configuration", "restart", "restarted", "probed",
    ];

    /// <summary>Reads one stage.</summary>
    /// <exception cref="FormatException">Names the file, the key and what is allowed there.</exception>
    public static Stage Read(string file, string text)
    {
        try
        {
            return Read(StageYaml.Read(text));
        }
        catch (Exception problem) when (problem is FormatException or InvalidOperationException)
        {
            throw new FormatException($"stage file {file}: {problem.Message}", problem);
        }
    }

    private static Stage Read(JsonObject root)
    {
        Allow(root, "stage", "about", "base", "steps", "delays", "images", "mix", "logs", "claimProblem");
        return new()
        {
            Name = Required(root, "stage"),
            About = Required(root, "about"),
            Base = root.Text("base"),
            Steps = [.. root.Items("steps").Select(ReadStep)],
            Delays = Map(root["delays"], ReadDelay),
            Images = Texts(root["images"]),
            Mix = Map(
                root["mix"], weight => (int)(
                    Storage.ObjectMeta.Number(weight) ?? throw new FormatException("mix: a weight is a whole number"))),
            Logs = root["logs"] is null
                ? null
                : [.. root.Items("logs").Select(rule => new LogRule(Required(rule, "at"), Texts(rule["lines"])))],
            ClaimProblem = root["claimProblem"] is JsonObject problem ? ReadEvent(problem) : null,
        };
    }

    private static Step ReadStep(JsonObject step)
    {
        Allow(step, "step", "of", "when", "delay", "begin", "then");
        return new()
        {
            Name = Required(step, "step"),
            Of = Required(step, "of") switch
            {
                "pod" => StepSubject.Pod,
                "container" => StepSubject.Container,
                var other => throw new FormatException($"of: {other} is neither pod nor container"),
            },
            When = ReadWhen(step),
            Delay = IsName(step["delay"]) ? null : ReadDelay(step["delay"]),
            DelayName = IsName(step["delay"]) ? step.Text("delay") : null,
            Begin = ReadEffect(step["begin"]),
            Then = ReadEffect(step["then"]),
        };
    }

    private static bool IsName(JsonNode? delay) => delay is JsonValue && !StageDuration.TryParse(delay.ToString(), out _);

    private static Dictionary<string, IReadOnlyList<string>> ReadWhen(JsonObject step)
    {
        var when = step["when"] as JsonObject ?? throw new FormatException($"step {step["step"]}: `when` is missing");
        Allow(when, facts);
        return when.ToDictionary(entry => entry.Key, entry => Texts(entry.Value), StringComparer.Ordinal);
    }

    private static StepDelay ReadDelay(JsonNode? node)
    {
        if (node is null) return StepDelay.None;
        if (node is JsonValue) return new() { Least = Duration(node), Most = Duration(node) };
        var delay = node.AsObject();
        Allow(delay, "least", "most", "backoff", "backoffLimit", "by", "probe", "asked");
        var least = delay["least"] is { } lower ? Duration(lower) : TimeSpan.Zero;
        return new()
        {
            Least = least,
            Most = delay["most"] is { } upper ? Duration(upper) : least,
            Backoff = delay["backoff"] is { } first ? Duration(first) : null,
            BackoffLimit = delay["backoffLimit"] is { } limit ? Duration(limit) : TimeSpan.FromMinutes(5),
            ByRestarts = delay.Text("by") is "restarts",
            Probe = delay.Flag("probe"),
            Asked = delay.Flag("asked"),
        };
    }

    private static StepEffect ReadEffect(JsonNode? node)
    {
        if (node is not JsonObject effect) return StepEffect.None;
        Allow(effect, "events", "container", "restarts", "pulls", "schedules", "unschedulable", "removes");
        return new()
        {
            Events = [.. effect.Items("events").Select(ReadEvent)],
            Container = effect["container"] as JsonObject,
            Restarts = effect.Flag("restarts"),
            Pulls = effect.Flag("pulls"),
            Schedules = effect.Flag("schedules"),
            Unschedulable = effect.Text("unschedulable"),
            Removes = effect.Flag("removes"),
        };
    }

    private static StepEvent ReadEvent(JsonObject node)
    {
        Allow(node, "type", "reason", "message", "from", "eachRunning");
        return new()
        {
            Reason = Required(node, "reason"),
            Message = Required(node, "message"),
            Type = node.Text("type") ?? "Normal",
            From = node.Text("from") ?? "kubelet",
            EachRunning = node.Flag("eachRunning"),
        };
    }

    private static Dictionary<string, T> Map<T>(JsonNode? node, Func<JsonNode?, T> read) =>
        node is JsonObject map ? map.ToDictionary(entry => entry.Key, entry => read(entry.Value), StringComparer.Ordinal) : [];

    private static IReadOnlyList<string> Texts(JsonNode? node) => node switch
    {
        null => [],
        JsonArray list => [.. list.Select(entry => entry?.ToString() ?? "")],
        _ => [node.ToString()],
    };

    private static TimeSpan Duration(JsonNode? node) =>
        StageDuration.TryParse(node?.ToString() ?? "", out var duration)
            ? duration
            : throw new FormatException($"{node} is no duration; write 300ms, 2s or 1m30s");

    private static string Required(JsonObject node, string key) =>
        node.Text(key) ?? throw new FormatException($"`{key}` is missing in {node.ToJsonString()}");

    private static void Allow(JsonObject node, params ReadOnlySpan<string> keys)
    {
        foreach (var (key, _) in node)
        {
            if (!keys.Contains(key))
                throw new FormatException($"`{key}` is not known here; the keys are {string.Join(", ", keys.ToArray())}");
        }
    }
}
