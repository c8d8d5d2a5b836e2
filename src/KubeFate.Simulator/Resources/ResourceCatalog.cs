using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Resources;

/// <summary>Every built-in kind that the simulated API serves, in the order discovery shows them.</summary>
internal static class ResourceCatalog
{
    public static readonly ResourceType Bindings = Review("", "v1", "bindings", "Binding", namespaced: true);
    public static readonly ResourceType ConfigMaps = Namespaced("", "v1", "configmaps", "ConfigMap", "cm");
    public static readonly ResourceType Endpoints = Namespaced("", "v1", "endpoints", "Endpoints", "ep");
    public static readonly ResourceType Events = Namespaced("", "v1", "events", "Event", "ev");
    public static readonly ResourceType LimitRanges = Namespaced("", "v1", "limitranges", "LimitRange", "limits");
    public static readonly ResourceType Namespaces =
        Cluster("", "v1", "namespaces", "Namespace", "ns") with { HasStatus = true, DeletionReturnsObject = true };
    public static readonly ResourceType Nodes = Cluster("", "v1", "nodes", "Node", "no") with { HasStatus = true };
    public static readonly ResourceType PersistentVolumeClaims =
        Namespaced("", "v1", "persistentvolumeclaims", "PersistentVolumeClaim", "pvc") with { HasStatus = true, DeletionReturnsObject = true };
    public static readonly ResourceType PersistentVolumes =
        Cluster("", "v1", "persistentvolumes", "PersistentVolume", "pv") with { HasStatus = true, DeletionReturnsObject = true };
    public static readonly ResourceType Pods =
        Namespaced("", "v1", "pods", "Pod", "po") with { HasStatus = true, Categories = ["all"], DeletionReturnsObject = true };
    public static readonly ResourceType PodTemplates =
        Namespaced("", "v1", "podtemplates", "PodTemplate") with { DeletionReturnsObject = true };
    public static readonly ResourceType ReplicationControllers =
        Workload("", "v1", "replicationcontrollers", "ReplicationController", "rc");
    public static readonly ResourceType ResourceQuotas =
        Namespaced("", "v1", "resourcequotas", "ResourceQuota", "quota") with { HasStatus = true, DeletionReturnsObject = true };
    public static readonly ResourceType Secrets = Namespaced("", "v1", "secrets", "Secret");
    public static readonly ResourceType ServiceAccounts =
        Namespaced("", "v1", "serviceaccounts", "ServiceAccount", "sa") with { DeletionReturnsObject = true };
    public static readonly ResourceType Services =
        Namespaced("", "v1", "services", "Service", "svc") with { HasStatus = true, Categories = ["all"], DeletionReturnsObject = true };

    public static readonly ResourceType MutatingWebhooks =
        Cluster("admissionregistration.k8s.io", "v1", "mutatingwebhookconfigurations", "MutatingWebhookConfiguration") with { HasGeneration = true };
    public static readonly ResourceType ValidatingWebhooks =
        Cluster("admissionregistration.k8s.io", "v1", "validatingwebhookconfigurations", "ValidatingWebhookConfiguration") with { HasGeneration = true };
    public static readonly ResourceType ValidatingPolicies =
        Cluster("admissionregistration.k8s.io", "v1", "validatingadmissionpolicies", "ValidatingAdmissionPolicy") with { HasStatus = true, HasGeneration = true };
    public static readonly ResourceType ValidatingPolicyBindings =
        Cluster("admissionregistration.k8s.io", "v1", "validatingadmissionpolicybindings", "ValidatingAdmissionPolicyBinding") with { HasGeneration = true };
    public static readonly ResourceType CustomResourceDefinitions =
        Cluster("apiextensions.k8s.io", "v1", "customresourcedefinitions", "CustomResourceDefinition", "crd", "crds") with { HasStatus = true, HasGeneration = true };
    public static readonly ResourceType ApiServices =
        Cluster("apiregistration.k8s.io", "v1", "apiservices", "APIService") with { HasStatus = true };

    public static readonly ResourceType ControllerRevisions = Namespaced("apps", "v1", "controllerrevisions", "ControllerRevision");
    public static readonly ResourceType DaemonSets = Workload("apps", "v1", "daemonsets", "DaemonSet", "ds") with { HasScale = false };
    public static readonly ResourceType Deployments = Workload("apps", "v1", "deployments", "Deployment", "deploy");
    public static readonly ResourceType ReplicaSets = Workload("apps", "v1", "replicasets", "ReplicaSet", "rs");
    public static readonly ResourceType StatefulSets = Workload("apps", "v1", "statefulsets", "StatefulSet", "sts");

    public static readonly ResourceType SelfSubjectReviews =
        Review("authentication.k8s.io", "v1", "selfsubjectreviews", "SelfSubjectReview", namespaced: false);
    public static readonly ResourceType TokenReviews =
        Review("authentication.k8s.io", "v1", "tokenreviews", "TokenReview", namespaced: false);
    public static readonly ResourceType LocalSubjectAccessReviews =
        Review("authorization.k8s.io", "v1", "localsubjectaccessreviews", "LocalSubjectAccessReview", namespaced: true);
    public static readonly ResourceType SelfSubjectAccessReviews =
        Review("authorization.k8s.io", "v1", "selfsubjectaccessreviews", "SelfSubjectAccessReview", namespaced: false);
    public static readonly ResourceType SelfSubjectRulesReviews =
        Review("authorization.k8s.io", "v1", "selfsubjectrulesreviews", "SelfSubjectRulesReview", namespaced: false);
    public static readonly ResourceType SubjectAccessReviews =
        Review("authorization.k8s.io", "v1", "subjectaccessreviews", "SubjectAccessReview", namespaced: false);

    public static readonly ResourceType HorizontalPodAutoscalers =
        Namespaced("autoscaling", "v2", "horizontalpodautoscalers", "HorizontalPodAutoscaler", "hpa") with { HasStatus = true, Categories = ["all"] };
    public static readonly ResourceType HorizontalPodAutoscalersV1 =
        HorizontalPodAutoscalers with { Version = "v1", View = AutoscalerView.Of(HorizontalPodAutoscalers) };
    public static readonly ResourceType CronJobs = Workload("batch", "v1", "cronjobs", "CronJob", "cj") with { HasScale = false };
    public static readonly ResourceType Jobs = Workload("batch", "v1", "jobs", "Job") with { HasScale = false };
    public static readonly ResourceType CertificateSigningRequests =
        Cluster("certificates.k8s.io", "v1", "certificatesigningrequests", "CertificateSigningRequest", "csr") with { HasStatus = true };
    public static readonly ResourceType Leases = Namespaced("coordination.k8s.io", "v1", "leases", "Lease");
    public static readonly ResourceType EndpointSlices =
        Namespaced("discovery.k8s.io", "v1", "endpointslices", "EndpointSlice") with { HasGeneration = true };

    public static readonly ResourceType NewEvents = Events with { Group = "events.k8s.io", View = EventView.Of(Events) };

    public static readonly ResourceType IngressClasses =
        Cluster("networking.k8s.io", "v1", "ingressclasses", "IngressClass") with { HasGeneration = true };
    public static readonly ResourceType Ingresses =
        Namespaced("networking.k8s.io", "v1", "ingresses", "Ingress", "ing") with { HasStatus = true, HasGeneration = true };
    public static readonly ResourceType NetworkPolicies =
        Namespaced("networking.k8s.io", "v1", "networkpolicies", "NetworkPolicy", "netpol") with { HasGeneration = true };
    public static readonly ResourceType RuntimeClasses = Cluster("node.k8s.io", "v1", "runtimeclasses", "RuntimeClass");
    public static readonly ResourceType PodDisruptionBudgets =
        Namespaced("policy", "v1", "poddisruptionbudgets", "PodDisruptionBudget", "pdb") with { HasStatus = true, HasGeneration = true };

    public static readonly ResourceType ClusterRoleBindings =
        Cluster("rbac.authorization.k8s.io", "v1", "clusterrolebindings", "ClusterRoleBinding");
    public static readonly ResourceType ClusterRoles = Cluster("rbac.authorization.k8s.io", "v1", "clusterroles", "ClusterRole");
    public static readonly ResourceType RoleBindings = Namespaced("rbac.authorization.k8s.io", "v1", "rolebindings", "RoleBinding");
    public static readonly ResourceType Roles = Namespaced("rbac.authorization.k8s.io", "v1", "roles", "Role");
    public static readonly ResourceType PriorityClasses =
        Cluster("scheduling.k8s.io", "v1", "priorityclasses", "PriorityClass", "pc") with { HasGeneration = true };

    public static readonly ResourceType CsiDrivers = Cluster("storage.k8s.io", "v1", "csidrivers", "CSIDriver");
    public static readonly ResourceType CsiNodes = Cluster("storage.k8s.io", "v1", "csinodes", "CSINode");
    public static readonly ResourceType CsiStorageCapacities =
        Namespaced("storage.k8s.io", "v1", "csistoragecapacities", "CSIStorageCapacity");
    public static readonly ResourceType StorageClasses =
        Cluster("storage.k8s.io", "v1", "storageclasses", "StorageClass", "sc") with { DeletionReturnsObject = true };
    public static readonly ResourceType VolumeAttachments =
        Cluster("storage.k8s.io", "v1", "volumeattachments", "VolumeAttachment") with { HasStatus = true };

    public static IReadOnlyList<ResourceType> All { get; } =
    [
        Bindings, ConfigMaps, Endpoints, Events, LimitRanges, Namespaces, Nodes, PersistentVolumeClaims, PersistentVolumes, Pods, PodTemplates,
        ReplicationControllers, ResourceQuotas, Secrets, ServiceAccounts, Services,
        MutatingWebhooks, ValidatingWebhooks, ValidatingPolicies, ValidatingPolicyBindings, CustomResourceDefinitions, ApiServices,
        ControllerRevisions, DaemonSets, Deployments, ReplicaSets, StatefulSets,
        SelfSubjectReviews, TokenReviews, LocalSubjectAccessReviews, SelfSubjectAccessReviews, SelfSubjectRulesReviews, SubjectAccessReviews,
        HorizontalPodAutoscalers, HorizontalPodAutoscalersV1, CronJobs, Jobs, CertificateSigningRequests, Leases, EndpointSlices, NewEvents,
        IngressClasses, Ingresses, NetworkPolicies, RuntimeClasses, PodDisruptionBudgets,
        ClusterRoleBindings, ClusterRoles, RoleBindings, Roles, PriorityClasses,
        CsiDrivers, CsiNodes, CsiStorageCapacities, StorageClasses, VolumeAttachments,
    ];

    /// <summary>The built-in type of an object's apiVersion and kind, or null.</summary>
    public static ResourceType? Find(string apiVersion, string kind) =>
        All.FirstOrDefault(type => type.Kind == kind && type.ApiVersion == apiVersion);

    private static ResourceType Namespaced(string group, string version, string plural, string kind, params string[] shortNames) => new()
    {
        Group = group,
        Version = version,
        Plural = plural,
        Kind = kind,
        Singular = kind.ToLowerInvariant(),
        Namespaced = true,
        ShortNames = shortNames,
    };

    private static ResourceType Cluster(string group, string version, string plural, string kind, params string[] shortNames) =>
        Namespaced(group, version, plural, kind, shortNames) with { Namespaced = false };

    private static ResourceType Workload(string group, string version, string plural, string kind, params string[] shortNames) =>
        Namespaced(group, version, plural, kind, shortNames) with { HasStatus = true, HasScale = true, HasGeneration = true, Categories = ["all"] };

    private static ResourceType Review(string group, string version, string plural, string kind, bool namespaced) =>
        Namespaced(group, version, plural, kind) with { Namespaced = namespaced, IsStored = false };
}
