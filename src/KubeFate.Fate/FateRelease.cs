namespace KubeFate.Fate;

/// <summary>One release of FATE as data: its images, its modules and the engines it can run on.</summary>
public sealed record FateRelease
{
    /// <summary>The chart that installs it, as in <c>fate</c>.</summary>
    public required string Chart { get; init; }

    /// <summary>As in <c>v1.8.0</c>.</summary>
    public required string Version { get; init; }

    /// <summary>What it is a release of, in messages, as in <c>FATE</c> or <c>FATE-Serving</c>.</summary>
    public string Product { get; init; } = "FATE";

    /// <summary>The layout of FATE's own configuration files: 1 for FATE 1.x, 2 for FATE 2.x.</summary>
    public int Generation { get; init; } = 1;

    /// <summary>The images by component name. From FATE 2.2 on every component has a version number of its own.</summary>
    public required IReadOnlyDictionary<string, FateComponent> Components { get; init; }

    /// <summary>The module that other parties reach, as in <c>rollsite</c> or <c>osx</c>; null when there is none.</summary>
    public string? Gateway { get; init; }

    /// <summary>The combinations of engines that this release can be installed with; the first is the default.</summary>
    public required IReadOnlyList<FateEngine> Engines { get; init; }

    public required IReadOnlyDictionary<string, FateModule> Modules { get; init; }

    /// <summary>What the images are built for; empty when the release has one kind only. The first is the default.</summary>
    public IReadOnlyList<FateVariant> Variants { get; init; } = [];
}

/// <summary>An image.</summary>
public sealed record FateComponent
{
    /// <summary>Without registry and tag, as in <c>federatedai/eggroll</c>.</summary>
    public required string Image { get; init; }

    public required string Tag { get; init; }

    /// <summary>Not built by FATE; taken from <c>registry</c> too when one is set.</summary>
    public bool ThirdParty { get; init; }

    /// <summary>No file of FATE's names this image: it may not be there to fetch.</summary>
    public bool Unconfirmed { get; init; }

    /// <summary>The image's name takes the suffix of the chosen <see cref="FateVariant"/>.</summary>
    public bool Variants { get; init; }
}

/// <summary>What images are built for, as in <c>algorithm: NN</c> and <c>device: GPU</c>.</summary>
public sealed record FateVariant
{
    public required string Algorithm { get; init; }

    public required string Device { get; init; }

    /// <summary>What the image's name ends with, as in <c>-nn-gpu</c>; empty for the plain one.</summary>
    public required string Suffix { get; init; }
}

/// <summary>One combination of engines: which keys of cluster.yaml choose it and which modules it cannot do without.</summary>
public sealed record FateEngine
{
    /// <summary>As in <c>backend: eggroll</c> (up to v1.8) or <c>computing</c>, <c>federation</c>, <c>storage</c> (from v1.9 on).</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    public required IReadOnlyList<string> Modules { get; init; }

    /// <summary>The modules that other parties reach; empty where that is the release's <see cref="FateRelease.Gateway"/> alone.</summary>
    public IReadOnlyList<string> Outside { get; init; } = [];

    /// <summary>As cluster.yaml says it: <c>backend: eggroll</c>; where no key chooses it, by its modules.</summary>
    public override string ToString() => Settings.Count > 0
        ? string.Join(", ", Settings.Select(setting => $"{setting.Key}: {setting.Value}"))
        : string.Join(" and ", Modules);
}
