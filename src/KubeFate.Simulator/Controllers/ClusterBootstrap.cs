using System.Globalization;
using System.Text.Json.Nodes;
using KubeFate.Simulator.Admission;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Controllers;

/// <summary>What the cluster has before anyone asks for anything: namespaces, the node with its lease, the default storage class.</summary>
internal static class ClusterBootstrap
{
    public const string StorageClass = "simulated";
    public const string IngressClass = "nginx";
    public const string Provisioner = "simulator.kubefate.io/volumes";

    /// <summary>Adds what is missing; a cluster that was there before keeps what it has, and its node says that it is alive.</summary>
    public static void Run(Cluster cluster, ControllerOptions options)
    {
        NewCluster.Furnish(cluster.Store);
        Add(cluster, new(ResourceCatalog.StorageClasses, "", StorageClass), new()
        {
            ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [ClaimAdmission.DefaultClass] = "true" } },
            ["provisioner"] = Provisioner,
            ["reclaimPolicy"] = "Delete",
            ["volumeBindingMode"] = "Immediate",
        });
        // Of the name that ingress controllers are most often asked by; it is not the default one.
        Add(cluster, new(ResourceCatalog.IngressClasses, "", IngressClass), new() { ["spec"] = new JsonObject { ["controller"] = "simulator.kubefate.io/ingress" } });
        Add(cluster, new(ResourceCatalog.Services, "default", "kubernetes"), Service());
        Node(cluster, options);
        Lease(cluster);
    }

    private static void Add(Cluster cluster, ObjectKey key, JsonObject item)
    {
        if (cluster.Store.Get(key) is null) cluster.Store.Create(key, item);
    }

    // The API server as pods would find it; nothing listens there.
    private static JsonObject Service() => new()
    {
        ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["component"] = "apiserver", ["provider"] = "kubernetes" } },
        ["spec"] = new JsonObject
        {
            ["clusterIP"] = ServiceAddresses.ApiServer,
            ["clusterIPs"] = new JsonArray(ServiceAddresses.ApiServer),
            ["internalTrafficPolicy"] = "Cluster",
            ["ipFamilies"] = new JsonArray("IPv4"),
            ["ipFamilyPolicy"] = "SingleStack",
            ["ports"] = new JsonArray(new JsonObject { ["name"] = "https", ["port"] = 443, ["protocol"] = "TCP", ["targetPort"] = 6443 }),
            ["sessionAffinity"] = "None",
            ["type"] = "ClusterIP",
        },
        ["status"] = new JsonObject { ["loadBalancer"] = new JsonObject() },
    };

    private static void Node(Cluster cluster, ControllerOptions options)
    {
        var key = new ObjectKey(ResourceCatalog.Nodes, "", NodeNames.Node);
        Add(cluster, key, new()
        {
            ["metadata"] = new JsonObject
            {
                ["labels"] = new JsonObject
                {
                    ["beta.kubernetes.io/arch"] = "amd64",
                    ["beta.kubernetes.io/os"] = "linux",
                    ["kubernetes.io/arch"] = "amd64",
                    ["kubernetes.io/hostname"] = NodeNames.Node,
                    ["kubernetes.io/os"] = "linux",
                    ["simulator.kubefate.io/simulated"] = "true",
                },
                ["annotations"] = new JsonObject { ["simulator.kubefate.io/about"] = "There is no such machine: no container runs here." },
            },
            ["spec"] = new JsonObject { ["podCIDR"] = "10.244.0.0/16", ["podCIDRs"] = new JsonArray("10.244.0.0/16") },
        });
        cluster.Store.Update(key, node =>
        {
            node["status"] = NodeStatus(cluster, options, node);
            return node;
        });
    }

    private static JsonObject NodeStatus(Cluster cluster, ControllerOptions options, JsonObject node) => new()
    {
        ["addresses"] = new JsonArray(
            new JsonObject { ["type"] = "InternalIP", ["address"] = NodeNames.Address },
            new JsonObject { ["type"] = "Hostname", ["address"] = NodeNames.Node }),
        ["allocatable"] = Capacity(options),
        ["capacity"] = Capacity(options),
        ["conditions"] = new JsonArray(
            Condition(cluster, node, "MemoryPressure", "False", "KubeletHasSufficientMemory", "kubelet has sufficient memory available"),
            Condition(cluster, node, "DiskPressure", "False", "KubeletHasNoDiskPressure", "kubelet has no disk pressure"),
            Condition(cluster, node, "PIDPressure", "False", "KubeletHasSufficientPID", "kubelet has sufficient PID available"),
            Condition(cluster, node, "Ready", "True", "KubeletReady", "the simulated kubelet is posting ready status")),
        ["daemonEndpoints"] = new JsonObject { ["kubeletEndpoint"] = new JsonObject { ["Port"] = 10250 } },
        ["nodeInfo"] = new JsonObject
        {
            ["architecture"] = "amd64",
            ["bootID"] = "",
            ["containerRuntimeVersion"] = "simulated://0",
            ["kernelVersion"] = "simulated",
            ["kubeProxyVersion"] = options.Version + "-simulated",
            ["kubeletVersion"] = options.Version + "-simulated",
            ["machineID"] = "",
            ["operatingSystem"] = "linux",
            ["osImage"] = "KubeFATE Simulator (no containers run)",
            ["systemUUID"] = "",
        },
    };

    private static JsonObject Capacity(ControllerOptions options) => new()
    {
        ["cpu"] = options.NodeCpu,
        ["ephemeral-storage"] = "1Ti",
        ["memory"] = options.NodeMemory,
        ["pods"] = "250",
    };

    private static JsonObject Condition(Cluster cluster, JsonObject node, string type, string status, string reason, string message)
    {
        var known = node.Condition(type);
        return new()
        {
            ["type"] = type,
            ["status"] = status,
            ["lastHeartbeatTime"] = cluster.NowText,
            ["lastTransitionTime"] = known.Is(status, "status") ? known.Text("lastTransitionTime") : cluster.NowText,
            ["reason"] = reason,
            ["message"] = message,
        };
    }

    // Renewed only here: a lease renewed every ten seconds would keep an idle cluster busy and its journal growing.
    private static void Lease(Cluster cluster)
    {
        var key = new ObjectKey(ResourceCatalog.Leases, "kube-node-lease", NodeNames.Node);
        Add(cluster, key, []);
        cluster.Store.Update(key, lease =>
        {
            lease["spec"] = new JsonObject
            {
                ["holderIdentity"] = NodeNames.Node,
                ["leaseDurationSeconds"] = 40,
                ["renewTime"] = cluster.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
            };
            return lease;
        });
    }
}
