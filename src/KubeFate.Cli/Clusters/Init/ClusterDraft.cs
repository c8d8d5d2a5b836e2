using KubeFate.Fate;

namespace KubeFate.Cli.Clusters.Init;

/// <summary>What was answered so far, as it was typed. <see cref="DraftFile"/> writes it and cluster.yaml's own check judges it.</summary>
internal sealed record ClusterDraft
{
    public required FateRelease Release { get; init; }

    public required FateEngine Engine { get; init; }

    public string PartyId { get; init; } = "9999";

    public string Name { get; init; } = "fate";

    public string Namespace { get; init; } = "fate";

    /// <summary>In the order of the release.</summary>
    public IReadOnlyList<string> Modules { get; init; } = [];

    public string GatewayType { get; init; } = "NodePort";

    public string GatewayPort { get; init; } = "30091";

    public IReadOnlyList<Route> Peers { get; init; } = [];

    public Route? Exchange { get; init; }

    public bool Persistence { get; init; }

    /// <summary>Empty: the default class of the Kubernetes cluster.</summary>
    public string StorageClass { get; init; } = "";

    /// <summary>Of the volumes, by module.</summary>
    public IReadOnlyDictionary<string, string> Sizes { get; init; } = new Dictionary<string, string>();

    public string Registry { get; init; } = "";

    public IReadOnlyList<string> PullSecrets { get; init; } = [];

    /// <summary>Host names for the browser, by module.</summary>
    public IReadOnlyDictionary<string, string> Hosts { get; init; } = new Dictionary<string, string>();

    public string IngressClass { get; init; } = "nginx";

    /// <summary>The module by which the other parties come in; the first of <see cref="FateEngine.Outside"/> where there are several.</summary>
    public string Gateway => HasOneGateway ? Release.Gateway ?? "gateway" : Engine.Outside[0];

    /// <summary>The other parties come in by one module, with one route each; else by each of <see cref="FateEngine.Outside"/>.</summary>
    public bool HasOneGateway => Engine.Outside.Count == 0;

    /// <summary>The modules that can be left out, in the release's order; those that are installed on request alone are not offered.</summary>
    public IReadOnlyList<string> Choices => [.. Release.Modules.Values.Where(module => module is { Optional: true, OnRequest: false }).Select(module => module.Name)];

    /// <summary>The chosen modules that keep data in a volume.</summary>
    public IEnumerable<string> Keepers => Modules.Intersect(["mysql", "nodemanager", "python", "client", "pulsar"], StringComparer.Ordinal);

    /// <summary>The chosen modules with a page for the browser.</summary>
    public IEnumerable<string> Pages => Modules.Intersect(["fateboard", "client"], StringComparer.Ordinal);

    /// <summary>The engine's modules and these, in its order and then the release's.</summary>
    public ClusterDraft WithModules(IEnumerable<string> optional)
    {
        var chosen = optional.Except(Engine.Modules, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        return this with
        {
            Modules = [.. Engine.Modules, .. Release.Modules.Keys.Where(chosen.Contains), .. chosen.Except(Release.Modules.Keys, StringComparer.Ordinal)],
        };
    }

    /// <summary>Cause and cure of the first error that cluster.yaml's own check finds at one of the keys; null when there is none.</summary>
    public string? Fault(params string[] keys) =>
        ClusterFile.Parse(DraftFile.Write(this)).Problems.FirstOrDefault(problem => problem.Severity == ProblemSeverity.Error && Array.Exists(keys, key => IsAt(problem.Path, key)))?.Message;

    private static bool IsAt(string path, string key) =>
        path.StartsWith(key, StringComparison.Ordinal) && (path.Length == key.Length || path[key.Length] is '.' or '[');
}
