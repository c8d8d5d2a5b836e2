using KubeFate.Fate;

namespace KubeFate.Charts.Tests.Matrix;

/// <summary>A release with one of its engines, and the modules that it is usually installed with. All of it comes from the releases' data.</summary>
internal sealed record Combination(FateRelease Release, FateEngine? Engine)
{
    public static IReadOnlyList<Combination> All { get; } =
    [
        .. from release in FateReleases.All
           from engine in release.Engines.Count == 0 ? [null] : release.Engines.Select(FateEngine? (engine) => engine)
           select new Combination(release, engine),
    ];

    /// <summary>As in <c>fate-v1.8.0/eggroll</c>.</summary>
    public string Name => $"{Release.Chart}-{Release.Version}/{EngineName}";

    public string EngineName => Engine is { Settings.Count: > 0 } ? string.Join('-', Engine.Settings.Values).ToLowerInvariant()
        : Engine is not null && Release.Engines.Count > 1 ? string.Join('-', Engine.Modules).ToLowerInvariant() : "plain";

    /// <summary>What the engine needs, and the optional modules that can run beside it; not those that are installed on request alone.</summary>
    public IReadOnlyList<string> Modules { get; } = WithOptional(Release, Engine?.Modules ?? [.. Release.Modules.Where(module => !module.Value.OnRequest).Select(module => module.Key)]);

    /// <summary>The sections of cluster.yaml that the modules have: a module of two kinds of pods has a section for each.</summary>
    public IEnumerable<string> Sections => SectionsOf(Modules);

    public static IEnumerable<string> SectionsOf(IEnumerable<string> modules) => modules.SelectMany(module => module switch
    {
        "spark" => ["spark.master", "spark.worker"],
        "hdfs" => ["hdfs.namenode", "hdfs.datanode"],
        _ => (string[])[module],
    });

    public override string ToString() => Name;

    private static IReadOnlyList<string> WithOptional(FateRelease release, IReadOnlyList<string> modules) =>
    [
        .. modules,
        .. from module in release.Modules.Values
           where module is { Optional: true, OnRequest: false } && module.Requires.All(modules.Contains)
           where !modules.Contains(module.Name) && !release.Engines.Any(engine => engine.Modules.Contains(module.Name))
           select module.Name,
    ];
}
