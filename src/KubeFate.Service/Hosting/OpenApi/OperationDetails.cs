using System.Globalization;
using System.Text.Json.Nodes;
using KubeFate.Service.Hosting.Lists;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace KubeFate.Service.Hosting.OpenApi;

/// <summary>What each operation is called, which query it reads by hand, and who may use it.</summary>
internal static class OperationDetails
{
    private static readonly Dictionary<string, string> Meanings = new(StringComparer.Ordinal)
    {
        ["200"] = "Done",
        ["101"] = "The connection becomes a WebSocket",
        ["400"] = "The request is wrong; the text names what, and what is allowed",
        ["401"] = "No token, or one that is not accepted",
        ["403"] = "The caller's role may not do this",
        ["404"] = "There is no such record",
        ["409"] = "It exists already, is in use, or is being worked on",
        ["429"] = "Too many at once; the header Retry-After says when to try again",
        ["502"] = "Kubernetes or helm refused, or cannot be reached",
        ["503"] = "The database cannot be reached, or the service has too much to do; then the header Retry-After says when to try again",
    };

    public static Task ApplyAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        operation.OperationId = IdOf(context.Description.HttpMethod!, context.Description.RelativePath!);
        var handRead = metadata.OfType<QueryParameter>().Select(ToParameter).ToList();
        operation.Parameters = [.. (operation.Parameters ?? []).Where(given => handRead.TrueForAll(read => read.Name != given.Name)), .. handRead];
        if (metadata.OfType<RequestBodyOf>().Any(body => body.Type is null)) operation.RequestBody = File();
        foreach (var (status, response) in operation.Responses ?? []) response.Description = Meanings.GetValueOrDefault(status, response.Description ?? "");
        if (!metadata.OfType<IAllowAnonymous>().Any())
        {
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("bearer", context.Document)] = [] }];
            var role = metadata.OfType<IAuthorizeData>().Select(rule => rule.Policy).LastOrDefault(policy => policy is not null);
            operation.Description = role is null ? operation.Description : $"For the role {role}{(role == "admin" ? "" : " and those above it")}.";
        }

        return Task.CompletedTask;
    }

    private static OpenApiRequestBody File() => new()
    {
        Required = true,
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
        {
            ["multipart/form-data"] = new()
            {
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Required = new HashSet<string>(StringComparer.Ordinal) { "file" },
                    Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
                    {
                        ["file"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary", Description = "An archive made by helm package" },
                    },
                },
            },
        },
    };

    // GET v1/cluster/{uuid}/status is getClusterByUuidStatus.
    private static string IdOf(string method, string path) => method.ToLowerInvariant() + string.Concat(
        path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != "v1").DefaultIfEmpty("service").Select(part =>
            part[0] == '{' ? "By" + Capital(part[1..^1]) : Capital(part)));

    private static string Capital(string word) => char.ToUpper(word[0], CultureInfo.InvariantCulture) + word[1..];

    private static IOpenApiParameter ToParameter(QueryParameter parameter) => new OpenApiParameter
    {
        Name = parameter.Name,
        In = ParameterLocation.Query,
        Description = parameter.Description,
        Schema = new OpenApiSchema
        {
            Type = parameter.Form switch
            {
                QueryForm.Number => JsonSchemaType.Integer,
                QueryForm.Flag => JsonSchemaType.Boolean,
                _ => JsonSchemaType.String,
            },
            Format = parameter.Form == QueryForm.Time ? "date-time" : null,
            Minimum = parameter.Minimum?.ToString(CultureInfo.InvariantCulture),
            Maximum = parameter.Maximum?.ToString(CultureInfo.InvariantCulture),
            Enum = parameter.Words is { } words ? [.. words.Select(word => (JsonNode)word)] : null,
        },
    };
}
