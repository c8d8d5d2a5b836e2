using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace KubeFate.Kubernetes.Resources;

/// <summary>Readers of the API's JSON, made at compile time: the library's own reflect over all its models (450 ms for the first few).</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    PreferredObjectCreationHandling = JsonObjectCreationHandling.Replace)]
[JsonSerializable(typeof(ResourceList<Deployment>))]
[JsonSerializable(typeof(ResourceList<ReplicaSet>))]
[JsonSerializable(typeof(ResourceList<StatefulSet>))]
[JsonSerializable(typeof(ResourceList<DaemonSet>))]
[JsonSerializable(typeof(ResourceList<Job>))]
[JsonSerializable(typeof(ResourceList<Pod>))]
[JsonSerializable(typeof(ResourceList<Claim>))]
[JsonSerializable(typeof(ResourceList<ClusterEvent>))]
[JsonSerializable(typeof(ResourceList<Namespace>))]
[JsonSerializable(typeof(ResourceList<Service>))]
[JsonSerializable(typeof(ResourceList<Ingress>))]
[JsonSerializable(typeof(ResourceList<Node>))]
[JsonSerializable(typeof(ResourceList<JsonObject>))]
[JsonSerializable(typeof(AccessReview))]
[JsonSerializable(typeof(RulesReview))]
[JsonSerializable(typeof(ApiStatus))]
[JsonSerializable(typeof(VersionInfo))]
[JsonSerializable(typeof(CoreVersions))]
[JsonSerializable(typeof(ApiGroups))]
[JsonSerializable(typeof(ApiResourceList))]
internal sealed partial class ResourceJson : JsonSerializerContext;
