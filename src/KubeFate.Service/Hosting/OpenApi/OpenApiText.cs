using System.Reflection;
using KubeFate.Client.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.OpenApi;

namespace KubeFate.Service.Hosting.OpenApi;

/// <summary>
/// The OpenAPI document, made from the routes when somebody asks for it, in a container of its own that is gone afterwards: a service whose
/// document nobody reads has not loaded what makes it.
/// </summary>
internal sealed class OpenApiText(EndpointDataSource routes, IServiceProvider services, IHostEnvironment environment)
{
    private const string Name = "v1";

    private byte[]? made;

    /// <summary>The document as JSON. The same for everybody: it holds no address and no name of this installation.</summary>
    public async Task<byte[]> GetAsync(CancellationToken cancellationToken) => made ??= await MakeAsync(cancellationToken);

    private async Task<byte[]> MakeAsync(CancellationToken cancellationToken)
    {
        await using var provider = Services().BuildServiceProvider();
        var document = await provider.GetRequiredKeyedService<IOpenApiDocumentProvider>(Name).GetOpenApiDocumentAsync(cancellationToken);
        using var text = new MemoryStream();
        await document.SerializeAsJsonAsync(text, OpenApiSpecVersion.OpenApi3_1, cancellationToken);
        return text.ToArray();
    }

    private ServiceCollection Services()
    {
        var described = DescribedRoutes.Of(routes.Endpoints).ToList();
        var collection = new ServiceCollection();
        collection.AddLogging().AddRouting().AddEndpointsApiExplorer().AddSingleton(environment).AddSingleton<EndpointDataSource>(new DefaultEndpointDataSource(described));
        collection.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, WireJson.Default));
        collection.AddOpenApi(Name, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.CreateSchemaReferenceId = type => SchemaNames.Of(type.Type) ?? OpenApiOptions.CreateDefaultSchemaReferenceId(type);
            options.AddSchemaTransformer(ClosedSets.ApplyAsync);
            options.AddOperationTransformer(OperationDetails.ApplyAsync);
            options.AddDocumentTransformer(DocumentDetails.ApplyAsync);
        });
        // What the handlers take from the service is no part of a request.
        var known = services.GetRequiredService<IServiceProviderIsService>();
        foreach (var type in described.SelectMany(Parameters).Where(known.IsService)) collection.AddSingleton(type, _ => throw new NotSupportedException());
        return collection;
    }

    private static IEnumerable<Type> Parameters(Endpoint route) => route.Metadata.GetMetadata<MethodInfo>()!.GetParameters()
        .SelectMany(parameter => parameter.GetCustomAttribute<AsParametersAttribute>() is null
            ? [parameter.ParameterType]
            : parameter.ParameterType.GetProperties().Select(property => property.PropertyType));
}
