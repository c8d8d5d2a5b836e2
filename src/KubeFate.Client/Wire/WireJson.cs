using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using KubeFate.Client.Clusters;
using KubeFate.Client.Jobs;
using KubeFate.Client.Users;

namespace KubeFate.Client.Wire;

/// <summary>The JSON of /v1, generated at compile time so that it works without reflection (NativeAOT).</summary>
[JsonSourceGenerationOptions(Converters = [typeof(GoTimeConverter)])]
[JsonSerializable(typeof(LoginRequest))]
[JsonSerializable(typeof(LoginResponse))]
[JsonSerializable(typeof(VersionResponse))]
[JsonSerializable(typeof(ErrorResponse))]
[JsonSerializable(typeof(AuthenticationErrorResponse))]
[JsonSerializable(typeof(ClusterRequest))]
[JsonSerializable(typeof(Envelope<JobResponse>))]
[JsonSerializable(typeof(Envelope<IReadOnlyList<JobResponse>>))]
[JsonSerializable(typeof(Envelope<ClusterResponse>))]
[JsonSerializable(typeof(Envelope<IReadOnlyList<ClusterResponse>>))]
[JsonSerializable(typeof(IReadOnlyList<JobResponse>))]
[JsonSerializable(typeof(IReadOnlyList<ClusterResponse>))]
[JsonSerializable(typeof(ClusterInfoResponse))]
[JsonSerializable(typeof(Envelope<IReadOnlyList<KubeFate.Client.Namespaces.NamespaceResponse>>))]
[JsonSerializable(typeof(JobEvent))]
[JsonSerializable(typeof(JsonObject))]
public sealed partial class WireJson : JsonSerializerContext;
