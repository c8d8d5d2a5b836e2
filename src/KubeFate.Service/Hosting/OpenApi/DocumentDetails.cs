using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace KubeFate.Service.Hosting.OpenApi;

/// <summary>The head of the document.</summary>
internal static class DocumentDetails
{
    private const string About =
        "Installs and runs FATE clusters on Kubernetes. Sign in with POST /v1/user/login and send the token as Authorization: Bearer. "
        + "A success is exactly 200 with msg and data; a failure has an error with cause and cure, and a code for programs. "
        + "Collections are served with and without a trailing slash.";

    public static Task ApplyAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "KubeFATE service API",
            Version = ServiceVersion.Text,
            Description = About,
            License = new OpenApiLicense { Name = "Apache 2.0", Identifier = "Apache-2.0" },
        };
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            ["bearer"] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "The token of POST /v1/user/login, or a personal access token. Also taken from the query as token, and from the cookie jwt.",
            },
        };
        return Task.CompletedTask;
    }
}
