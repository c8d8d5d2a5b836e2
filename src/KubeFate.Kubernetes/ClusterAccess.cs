namespace KubeFate.Kubernetes;

/// <summary>Where a cluster is reached from outside.</summary>
public sealed record ClusterAccess
{
    /// <summary>Hosts of the ingresses, ingress by ingress as the server lists them (by name), each rule in its own order; as the original shows them.</summary>
    public required IReadOnlyList<string> Hosts { get; init; }

    /// <summary>
    /// An address of a node that NodePorts can be reached at: an ExternalIP if any node has one, else an InternalIP. Without the right to
    /// list nodes, the node address of one of the cluster's own pods; null when there is none either.
    /// </summary>
    public string? NodeAddress { get; init; }

    /// <summary>Every port of the cluster's services that is open to the outside, by service name, in the service's own order.</summary>
    public required IReadOnlyList<OutsidePort> Ports { get; init; }

    /// <summary>What could not be read for want of a right, each a sentence.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}

/// <summary>A port of a service that can be reached from outside.</summary>
public sealed record OutsidePort
{
    public required string Service { get; init; }

    /// <summary>The port's name; empty when it has none.</summary>
    public required string Name { get; init; }

    /// <summary>The port inside the cluster.</summary>
    public required int Port { get; init; }

    /// <summary>The port on every node; null on a load balancer that allocates none.</summary>
    public int? NodePort { get; init; }

    /// <summary>The address of the load balancer in front of the service, once it has one.</summary>
    public string? LoadBalancer { get; init; }
}
