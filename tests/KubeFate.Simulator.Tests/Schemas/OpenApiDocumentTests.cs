using System.Text.Json.Nodes;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Schemas.OpenApi;
using KubeFate.Simulator.Tests.Patching;

namespace KubeFate.Simulator.Tests.Schemas;

public sealed class OpenApiDocumentTests
{
    public static TheoryData<string> GroupVersions => [.. ResourceCatalog.All.Select(type => type.ApiVersion).Distinct()];

    [Theory]
    [MemberData(nameof(GroupVersions))]
    public void Every_reference_leads_to_a_schema(string apiVersion)
    {
        var document = OpenApiDocument.Of(apiVersion, ResourceCatalog.All, "v1.31.0");
        var schemas = document["components"]!["schemas"]!.AsObject();

        Assert.Empty(References(document).Except(schemas.Select(schema => "#/components/schemas/" + schema.Key)));
        Assert.NotEmpty(schemas);
    }

    [Fact]
    public void A_patch_names_its_kind_and_takes_fieldValidation()
    {
        // What helm 4 and kubectl 1.27+ look for before they ask the server to validate fields.
        var patch = OpenApiDocument.Of("apps/v1", ResourceCatalog.All, "v1.31.0")["paths"]!["/apis/apps/v1/namespaces/{namespace}/deployments/{name}"]!["patch"]!;

        Cases.AssertSame(TestYaml.Node("{ group: apps, kind: Deployment, version: v1 }"), patch["x-kubernetes-group-version-kind"]);
        Assert.Contains(patch["parameters"]!.AsArray(), parameter => (string?)parameter!["name"] == "fieldValidation" && (string?)parameter["in"] == "query");
    }

    [Fact]
    public void Cluster_wide_kinds_and_the_core_group_have_their_own_paths()
    {
        var paths = OpenApiDocument.Of("v1", ResourceCatalog.All, "v1.31.0")["paths"]!.AsObject();

        Assert.True(paths.ContainsKey("/api/v1/nodes/{name}"));
        Assert.True(paths.ContainsKey("/api/v1/namespaces/{namespace}/pods/{name}"));
    }

    [Fact]
    public void A_field_tells_its_type_its_default_and_how_it_merges()
    {
        var schemas = OpenApiDocument.Of("v1", ResourceCatalog.All, "v1.31.0")["components"]!["schemas"]!;

        Cases.AssertSame(
            TestYaml.Node("""
            type: array
            items: { $ref: "#/components/schemas/io.k8s.api.core.v1.ServicePort" }
            description: The ports it listens on.
            x-kubernetes-list-type: map
            x-kubernetes-list-map-keys: [port, protocol]
            x-kubernetes-patch-strategy: merge
            x-kubernetes-patch-merge-key: port
            """),
            schemas["io.k8s.api.core.v1.ServiceSpec"]!["properties"]!["ports"]);
        Cases.AssertSame(
            TestYaml.Node("{ type: string, default: TCP, enum: [SCTP, TCP, UDP] }"),
            schemas["io.k8s.api.core.v1.ContainerPort"]!["properties"]!["protocol"]);
        Cases.AssertSame(TestYaml.Node("[containerPort]"), schemas["io.k8s.api.core.v1.ContainerPort"]!["required"]);
        Assert.Equal("atomic", (string?)schemas["io.k8s.apimachinery.pkg.apis.meta.v1.LabelSelector"]!["x-kubernetes-map-type"]);
    }

    [Fact]
    public void Every_description_belongs_to_a_field_there_is()
    {
        var known = ResourceCatalog.All.Select(type => type.ApiVersion).Distinct()
            .SelectMany(apiVersion => OpenApiDocument.Of(apiVersion, ResourceCatalog.All, "")["components"]!["schemas"]!.AsObject())
            .SelectMany(schema => (schema.Value!["properties"] as JsonObject ?? []).Select(field => schema.Key.Split('.')[^1] + "." + field.Key).Append(schema.Key.Split('.')[^1]))
            .ToHashSet();

        Assert.Empty(Descriptions.Names.Except(known));
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(field => field.Key == "$ref" ? [(string)field.Value!] : References(field.Value)),
        JsonArray list => list.SelectMany(References),
        _ => [],
    };
}
