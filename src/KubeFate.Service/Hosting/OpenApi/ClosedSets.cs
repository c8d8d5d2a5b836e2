using System.Text.Json.Nodes;
using KubeFate.Client.Clusters;
using KubeFate.Client.Jobs;
using KubeFate.Client.Users;
using KubeFate.Service.Jobs;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using JobStatus = KubeFate.Client.Jobs.JobStatus;

namespace KubeFate.Service.Hosting.OpenApi;

/// <summary>Puts into the schemas what the types do not say: which words a text may be, and how times are written.</summary>
internal static class ClosedSets
{
    private static readonly string[] Conditions = ["Available", "Progressing", "Unavailable"];

    private static readonly Dictionary<(Type Type, string Key), IEnumerable<string>> Words = new()
    {
        [(typeof(JobResponse), "status")] = JobStatus.All,
        [(typeof(JobResponse), "method")] = JobMethod.All,
        [(typeof(SubJobResponse), "Status")] = JobStatus.All,
        [(typeof(ClusterResponse), "status")] = ClusterStatus.All,
        [(typeof(ClusterStatusResponse), "status")] = ClusterStatus.All,
        [(typeof(ModuleStatusResponse), "condition")] = Conditions,
        [(typeof(UserResponse), "role")] = UserRole.All,
        [(typeof(UserRequest), "role")] = UserRole.All,
        [(typeof(UserResponse), "userStatus")] = UserStatus.All,
        [(typeof(UserRequest), "userStatus")] = UserStatus.All,
        [(typeof(Client.Audit.AuditResponse), "outcome")] = ["accepted", "refused", "failed"],
        [(typeof(Client.Wire.ProblemResponse), "severity")] = ["error", "warning"],
    };

    public static Task ApplyAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type == typeof(DateTimeOffset)) Time(schema, isNullable: type != context.JsonTypeInfo.Type);
        if (context.JsonPropertyInfo is { } property && Words.TryGetValue((property.DeclaringType, property.Name), out var words))
            schema.Enum = [.. words.Select(word => (JsonNode)word)];
        return Task.CompletedTask;
    }

    // Times have a converter of their own, which says nothing about its form.
    private static void Time(OpenApiSchema schema, bool isNullable)
    {
        schema.Type = isNullable ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String;
        schema.Format = "date-time";
        schema.Examples = ["2026-11-23T12:36:54.5Z"];
    }
}
