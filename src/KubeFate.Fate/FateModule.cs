namespace KubeFate.Fate;

/// <summary>A module of FATE and what it becomes on Kubernetes.</summary>
public sealed record FateModule
{
    public required string Name { get; init; }

    /// <summary>The key of its image in <see cref="FateRelease.Components"/>.</summary>
    public required string Component { get; init; }

    public IReadOnlyList<FateWorkload> Workloads { get; init; } = [];

    public IReadOnlyList<FateService> Services { get; init; } = [];

    /// <summary>Modules without which this one does not start.</summary>
    public IReadOnlyList<string> Requires { get; init; } = [];

    /// <summary>A party works without it.</summary>
    public bool Optional { get; init; }

    /// <summary>It is installed only when cluster.yaml lists it.</summary>
    public bool OnRequest { get; init; }

    /// <summary>The module in whose pod this one runs; null when it has workloads of its own.</summary>
    public string? SidecarOf { get; init; }

    /// <summary>The container that is the module itself, in a pod of several.</summary>
    public required string Container { get; init; }

    /// <summary>The port at which it speaks TLS with other parties when <c>enableTLS</c> is set; null when it cannot.</summary>
    public int? TlsPort { get; init; }

    /// <summary>The dotted key of cluster.yaml that stands in for the module, as <c>externalMysqlIp</c> does for mysql.</summary>
    public string? External { get; init; }
}

/// <summary>A Kubernetes workload.</summary>
public sealed record FateWorkload
{
    /// <summary>As in <c>Deployment</c> or <c>StatefulSet</c>.</summary>
    public required string Kind { get; init; }

    public required string Name { get; init; }

    /// <summary>One a node, numbered from 0; <see cref="Name"/> is the first.</summary>
    public bool PerNode { get; init; }

    /// <summary>The part of the module's section in cluster.yaml that its settings are in, as <c>namenode</c> of <c>hdfs</c>; null when it is the whole.</summary>
    public string? Section { get; init; }
}

/// <summary>A Kubernetes Service.</summary>
public sealed record FateService
{
    public required string Name { get; init; }

    public required IReadOnlyList<FatePort> Ports { get; init; }

    /// <summary>Its type follows the module's <c>type</c>; the others stay inside the cluster.</summary>
    public bool Exposed { get; init; }

    /// <summary>It has no address of its own; its name leads to those of the pods.</summary>
    public bool Headless { get; init; }

    /// <summary>One a node, numbered from 0; <see cref="Name"/> is the first.</summary>
    public bool PerNode { get; init; }
}

/// <summary>A port of a Service.</summary>
public sealed record FatePort
{
    public required string Name { get; init; }

    /// <summary>Inside the cluster.</summary>
    public required int Port { get; init; }

    /// <summary>The key of the module's section that sets its NodePort, with dots where it lies deeper, as <c>master.nodePort</c> does; null when it has none.</summary>
    public string? NodePortKey { get; init; }
}
