namespace KubeFate.Helm.Processes;

/// <summary>One helm command line, and what a message about its failure may name.</summary>
internal sealed record HelmCall
{
    /// <summary>The command, such as <c>install</c> or <c>get values</c>.</summary>
    public required string Verb { get; init; }

    /// <summary>Options; never a secret, because every user of the machine can read arguments.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>Names and paths; they go behind <c>--</c>, so that none can be taken for an option.</summary>
    public IReadOnlyList<string> Operands { get; init; } = [];

    /// <summary>What it may cost, and what it must not wait for.</summary>
    public HelmWork Work => Verb switch
    {
        "template" or "lint" => HelmWork.Render,
        "install" or "upgrade" => HelmWork.Apply,
        "uninstall" or "rollback" => HelmWork.Undo,
        _ => HelmWork.Read,
    };

    /// <summary>Whether it changes the release.</summary>
    public bool Writes => Work is HelmWork.Apply or HelmWork.Undo;

    public ReleaseName? Release { get; init; }

    /// <summary>The chart's path or reference, as a message names it.</summary>
    public string? Chart { get; init; }

    /// <summary>The whole list of arguments.</summary>
    public IEnumerable<string> Arguments() =>
        [.. Verb.Split(' '), .. Release is null ? [] : new[] { "--namespace", Release.Namespace }, .. Options, "--", .. Operands];
}
