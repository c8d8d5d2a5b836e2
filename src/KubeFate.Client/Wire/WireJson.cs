using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using KubeFate.Client.Audit;
using KubeFate.Client.Charts;
using KubeFate.Client.Clusters;
using KubeFate.Client.Jobs;
using KubeFate.Client.Namespaces;
using KubeFate.Client.Tokens;
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
[JsonSerializable(typeof(Envelope<IReadOnlyList<NamespaceResponse>>))]
[JsonSerializable(typeof(JobEvent))]
[JsonSerializable(typeof(MessageResponse))]
[JsonSerializable(typeof(Envelope<string>))]
[JsonSerializable(typeof(Envelope<RenderResponse>))]
[JsonSerializable(typeof(RenderResponse))]
[JsonSerializable(typeof(Envelope<ClusterStatusResponse>))]
[JsonSerializable(typeof(ClusterStatusResponse))]
[JsonSerializable(typeof(Envelope<ChartResponse>))]
[JsonSerializable(typeof(Envelope<IReadOnlyList<ChartResponse>>))]
[JsonSerializable(typeof(IReadOnlyList<ChartResponse>))]
[JsonSerializable(typeof(Envelope<ChartCreatedResponse>))]
[JsonSerializable(typeof(Envelope<ImagesResponse>))]
[JsonSerializable(typeof(ImagesResponse))]
[JsonSerializable(typeof(IReadOnlyList<NeededChart>))]
[JsonSerializable(typeof(IReadOnlyList<NeededImage>))]
[JsonSerializable(typeof(UserRequest))]
[JsonSerializable(typeof(PasswordRequest))]
[JsonSerializable(typeof(Envelope<UserResponse>))]
[JsonSerializable(typeof(Envelope<IReadOnlyList<UserResponse>>))]
[JsonSerializable(typeof(IReadOnlyList<UserResponse>))]
[JsonSerializable(typeof(TokenRequest))]
[JsonSerializable(typeof(Envelope<TokenResponse>))]
[JsonSerializable(typeof(Envelope<IReadOnlyList<TokenResponse>>))]
[JsonSerializable(typeof(IReadOnlyList<TokenResponse>))]
[JsonSerializable(typeof(Envelope<IReadOnlyList<AuditResponse>>))]
[JsonSerializable(typeof(IReadOnlyList<AuditResponse>))]
[JsonSerializable(typeof(IReadOnlyList<NamespaceResponse>))]
[JsonSerializable(typeof(ProblemDetailsResponse))]
[JsonSerializable(typeof(JsonObject))]
public sealed partial class WireJson : JsonSerializerContext;
