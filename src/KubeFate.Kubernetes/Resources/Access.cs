namespace KubeFate.Kubernetes.Resources;

internal sealed record Service
{
    public ObjectMeta Metadata { get; set; } = new();

    public ServiceSpec Spec { get; set; } = new();

    public ServiceStatus Status { get; set; } = new();
}

internal sealed record ServiceSpec
{
    public string Type { get; set; } = "ClusterIP";

    public IReadOnlyList<ServicePort>? Ports { get; set; }
}

internal sealed record ServicePort
{
    public string? Name { get; set; }

    public int Port { get; set; }

    public int NodePort { get; set; }
}

internal sealed record ServiceStatus
{
    public LoadBalancerStatus? LoadBalancer { get; set; }
}

internal sealed record LoadBalancerStatus
{
    public IReadOnlyList<LoadBalancerAddress>? Ingress { get; set; }
}

internal sealed record LoadBalancerAddress
{
    public string? Ip { get; set; }

    public string? Hostname { get; set; }
}

internal sealed record Ingress
{
    public IngressSpec Spec { get; set; } = new();
}

internal sealed record IngressSpec
{
    public IReadOnlyList<IngressRule>? Rules { get; set; }
}

internal sealed record IngressRule
{
    public string? Host { get; set; }
}

internal sealed record Node
{
    public NodeStatus Status { get; set; } = new();
}

internal sealed record NodeStatus
{
    public IReadOnlyList<NodeAddress>? Addresses { get; set; }
}

internal sealed record NodeAddress
{
    public string Type { get; set; } = "";

    public string Address { get; set; } = "";
}
