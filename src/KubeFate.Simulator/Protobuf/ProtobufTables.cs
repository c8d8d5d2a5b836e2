namespace KubeFate.Simulator.Protobuf;

/// <summary>
/// The fields of the messages that helm 4 and kubectl 1.35 send (<c>kubectl create …</c> does for every kind it has a command for): number,
/// JSON name and type, facts of Kubernetes' published generated.proto files. <c>[]</c> marks a list, <c>{}</c> a map with string keys,
/// <c>?</c> a field whose zero counts. A field that is not here and not zero is refused, never dropped.
/// </summary>
internal static class ProtobufTables
{
    public const string Shared =
        """
        ObjectMeta: 1 name string, 2 generateName string, 3 namespace string, 4 selfLink skip, 5 uid string, 6 resourceVersion string,
          7 generation int, 8 creationTimestamp Time, 9 deletionTimestamp Time, 10 deletionGracePeriodSeconds int?, 11 labels {}string,
          12 annotations {}string, 13 ownerReferences []OwnerReference, 14 finalizers []string, 17 managedFields []ManagedFieldsEntry
        OwnerReference: 1 kind string, 3 name string, 4 uid string, 5 apiVersion string, 6 controller bool?, 7 blockOwnerDeletion bool?
        ManagedFieldsEntry: 1 manager string, 2 operation string, 3 apiVersion string, 4 time Time, 6 fieldsType string, 7 fieldsV1 FieldsV1,
          8 subresource string
        LabelSelector: 1 matchLabels {}string, 2 matchExpressions []LabelSelectorRequirement
        LabelSelectorRequirement: 1 key string, 2 operator string, 3 values []string
        LocalObjectReference: 1 name string
        ObjectReference: 1 kind string, 2 namespace string, 3 name string, 4 uid string, 5 apiVersion string, 6 resourceVersion string, 7 fieldPath string
        DeleteOptions: 1 gracePeriodSeconds int?, 2 preconditions Preconditions, 3 orphanDependents bool?, 4 propagationPolicy string?,
          5 dryRun []string
        Preconditions: 1 uid string?, 2 resourceVersion string?
        PodTemplateSpec: 1 metadata ObjectMeta, 2 spec PodSpec
        """;

    public const string Objects =
        """
        Secret: 1 metadata ObjectMeta, 2 data {}bytes, 3 type string, 4 stringData {}string, 5 immutable bool?
        ConfigMap: 1 metadata ObjectMeta, 2 data {}string, 3 binaryData {}bytes, 4 immutable bool?
        Namespace: 1 metadata ObjectMeta, 2 spec NamespaceSpec, 3 status skip
        NamespaceSpec: 1 finalizers []string
        ServiceAccount: 1 metadata ObjectMeta, 2 secrets []ObjectReference, 3 imagePullSecrets []LocalObjectReference, 4 automountServiceAccountToken bool?
        Service: 1 metadata ObjectMeta, 2 spec ServiceSpec, 3 status skip
        ServiceSpec: 1 ports []ServicePort, 2 selector {}string, 3 clusterIP string, 4 type string, 5 externalIPs []string, 7 sessionAffinity string,
          8 loadBalancerIP string, 10 externalName string, 18 clusterIPs []string
        ServicePort: 1 name string, 2 protocol string, 3 port int, 4 targetPort IntOrString, 5 nodePort int, 6 appProtocol string?
        ResourceQuota: 1 metadata ObjectMeta, 2 spec ResourceQuotaSpec, 3 status skip
        ResourceQuotaSpec: 1 hard {}Quantity, 2 scopes []string
        Deployment: 1 metadata ObjectMeta, 2 spec DeploymentSpec, 3 status skip
        DeploymentSpec: 1 replicas int?, 2 selector LabelSelector, 3 template PodTemplateSpec, 4 strategy DeploymentStrategy, 5 minReadySeconds int,
          6 revisionHistoryLimit int?, 7 paused bool, 9 progressDeadlineSeconds int?
        DeploymentStrategy: 1 type string, 2 rollingUpdate RollingUpdate
        RollingUpdate: 1 maxUnavailable IntOrString, 2 maxSurge IntOrString
        HorizontalPodAutoscaler: 1 metadata ObjectMeta, 2 spec HorizontalPodAutoscalerSpec, 3 status skip
        HorizontalPodAutoscalerSpec: 1 scaleTargetRef CrossVersionObjectReference, 2 minReplicas int?, 3 maxReplicas int, 4 metrics []MetricSpec
        CrossVersionObjectReference: 1 kind string, 2 name string, 3 apiVersion string
        MetricSpec: 1 type string, 4 resource ResourceMetricSource
        ResourceMetricSource: 1 name string, 2 target MetricTarget
        MetricTarget: 1 type string, 2 value Quantity, 3 averageValue Quantity, 4 averageUtilization int?
        Job: 1 metadata ObjectMeta, 2 spec JobSpec, 3 status skip
        JobSpec: 1 parallelism int?, 2 completions int?, 3 activeDeadlineSeconds int?, 4 selector LabelSelector, 5 manualSelector bool?,
          6 template PodTemplateSpec, 7 backoffLimit int?, 8 ttlSecondsAfterFinished int?, 9 completionMode string?, 10 suspend bool?
        CronJob: 1 metadata ObjectMeta, 2 spec CronJobSpec, 3 status skip
        CronJobSpec: 1 schedule string, 2 startingDeadlineSeconds int?, 3 concurrencyPolicy string, 4 suspend bool?, 5 jobTemplate JobTemplateSpec,
          6 successfulJobsHistoryLimit int?, 7 failedJobsHistoryLimit int?, 8 timeZone string?
        JobTemplateSpec: 1 metadata ObjectMeta, 2 spec JobSpec
        Ingress: 1 metadata ObjectMeta, 2 spec IngressSpec, 3 status skip
        IngressSpec: 1 defaultBackend IngressBackend, 2 tls []IngressTLS, 3 rules []IngressRule, 4 ingressClassName string?
        IngressBackend: 4 service IngressServiceBackend
        IngressServiceBackend: 1 name string, 2 port ServiceBackendPort
        ServiceBackendPort: 1 name string, 2 number int
        IngressTLS: 1 hosts []string, 2 secretName string
        IngressRule: 1 host string, 2 ingressRuleValue inline:IngressRuleValue
        IngressRuleValue: 1 http HTTPIngressRuleValue
        HTTPIngressRuleValue: 1 paths []HTTPIngressPath
        HTTPIngressPath: 1 path string, 2 backend IngressBackend, 3 pathType string?
        PodDisruptionBudget: 1 metadata ObjectMeta, 2 spec PodDisruptionBudgetSpec, 3 status skip
        PodDisruptionBudgetSpec: 1 minAvailable IntOrString, 2 selector LabelSelector, 3 maxUnavailable IntOrString
        PriorityClass: 1 metadata ObjectMeta, 2 value int?, 3 globalDefault bool, 4 description string, 5 preemptionPolicy string?
        Role: 1 metadata ObjectMeta, 2 rules []PolicyRule
        ClusterRole: 1 metadata ObjectMeta, 2 rules []PolicyRule, 3 aggregationRule AggregationRule
        AggregationRule: 1 clusterRoleSelectors []LabelSelector
        PolicyRule: 1 verbs []string, 2 apiGroups []string, 3 resources []string, 4 resourceNames []string, 5 nonResourceURLs []string
        RoleBinding: 1 metadata ObjectMeta, 2 subjects []Subject, 3 roleRef RoleRef
        ClusterRoleBinding: 1 metadata ObjectMeta, 2 subjects []Subject, 3 roleRef RoleRef
        Subject: 1 kind string, 2 apiGroup string, 3 name string, 4 namespace string
        RoleRef: 1 apiGroup string, 2 kind string, 3 name string
        Eviction: 1 metadata ObjectMeta, 2 deleteOptions DeleteOptions
        TokenRequest: 1 metadata ObjectMeta, 2 spec TokenRequestSpec, 3 status skip
        TokenRequestSpec: 1 audiences []string, 4 expirationSeconds int?
        SelfSubjectAccessReview: 1 metadata ObjectMeta, 2 spec SelfSubjectAccessReviewSpec, 3 status skip
        SelfSubjectAccessReviewSpec: 1 resourceAttributes ResourceAttributes, 2 nonResourceAttributes NonResourceAttributes
        ResourceAttributes: 1 namespace string, 2 verb string, 3 group string, 4 version string, 5 resource string, 6 subresource string, 7 name string
        NonResourceAttributes: 1 path string, 2 verb string
        SelfSubjectRulesReview: 1 metadata ObjectMeta, 2 spec SelfSubjectRulesReviewSpec, 3 status skip
        SelfSubjectRulesReviewSpec: 1 namespace string
        SelfSubjectReview: 1 metadata ObjectMeta, 2 status skip
        """;
}
