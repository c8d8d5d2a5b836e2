namespace KubeFate.Simulator;

/// <summary>How a simulated Kubernetes is to run. It listens on 127.0.0.1 only.</summary>
public sealed record SimulatorOptions
{
    /// <summary>Where the objects are kept between runs; null keeps them in memory only. One process at a time.</summary>
    public string? DataFolder { get; init; }

    /// <summary>The port to listen on; 0 takes any free one.</summary>
    public int Port { get; init; }

    /// <summary>The life that pods lead: <c>fast</c>, <c>general</c> or <c>chaos</c>.</summary>
    public string Stage { get; init; } = "fast";

    /// <summary>The Kubernetes version to answer with, such as <c>v1.36.2</c>; <c>+kubefate-simulator</c> is added to it.</summary>
    public string Version { get; init; } = "v1.36.2";
}
