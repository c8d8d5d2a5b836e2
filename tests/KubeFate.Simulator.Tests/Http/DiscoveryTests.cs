
namespace KubeFate.Simulator.Tests.Http;

public sealed class DiscoveryTests
{
    private const string V2 = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json";

    [Fact]
    public async Task The_version_says_that_it_is_simulated()
    {
        await using var api = await TestApi.StartAsync();
        var version = (await api.GetAsync("/version")).Json;
        Assert.Equal(("1", "31", "v1.31.0+kubefate-simulator"), ((string)version["major"]!, (string)version["minor"]!, (string)version["gitVersion"]!));
    }

    [Theory]
    [InlineData("v2", V2)]
    [InlineData("v2beta1", "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json")]
    public async Task Aggregated_discovery_comes_in_the_version_asked_for(string version, string accept)
    {
        await using var api = await TestApi.StartAsync();

        var answer = await api.GetAsync("/apis", accept);

        Assert.Equal($"application/json;g=apidiscovery.k8s.io;v={version};as=APIGroupDiscoveryList", answer.ContentType!.Replace(" ", ""));
        var apps = answer.Json["items"]!.AsArray().Single(group => (string?)group!["metadata"]!["name"] == "apps");
        var deployments = apps!["versions"]![0]!["resources"]!.AsArray().Single(type => (string?)type!["resource"] == "deployments")!;
        Assert.Equal(["scale", "status"], deployments["subresources"]!.AsArray().Select(part => (string)part!["subresource"]!));
        Assert.Equal("Namespaced", (string?)deployments["scope"]);
    }

    [Theory]
    [InlineData("/api", "APIVersions")]
    [InlineData("/apis", "APIGroupList")]
    [InlineData("/apis/apps", "APIGroup")]
    [InlineData("/apis/apps/v1", "APIResourceList")]
    [InlineData("/api/v1", "APIResourceList")]
    public async Task Classic_discovery_is_there_for_older_clients(string path, string kind)
    {
        await using var api = await TestApi.StartAsync();
        Assert.Equal(kind, (string?)(await api.GetAsync(path, "application/json, */*")).Json["kind"]);
    }

    [Fact]
    public async Task An_answer_that_the_client_has_is_not_sent_again()
    {
        await using var api = await TestApi.StartAsync();
        using var first = await api.Http.GetAsync("/openapi/v3", TestApi.Cancellation);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/openapi/v3");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        Assert.Equal(304, (await api.SendAsync(again)).Code);
    }

    [Fact]
    public async Task Every_document_that_the_index_names_is_there()
    {
        await using var api = await TestApi.StartAsync();
        var index = (await api.GetAsync("/openapi/v3")).Json["paths"]!.AsObject();

        foreach (var (_, entry) in index)
        {
            var document = await api.GetAsync((string)entry!["serverRelativeURL"]!);
            Assert.Equal("3.0.0", (string?)document.Json["openapi"]);
        }

        Assert.Contains("apis/apps/v1", index.Select(entry => entry.Key));
    }

    [Fact]
    public async Task Open_api_v2_is_there_for_older_clients_as_protobuf_alone()
    {
        await using var api = await TestApi.StartAsync();
        Assert.Equal(
            "application/com.github.proto-openapi.spec.v2.v1.0+protobuf",
            (await api.GetAsync("/openapi/v2", "application/com.github.proto-openapi.spec.v2@v1.0+protobuf")).ContentType);
        Assert.Equal(406, (await api.GetAsync("/openapi/v2")).Code);
    }

    [Theory]
    [InlineData("/nope")]
    [InlineData("/apis/nope.example/v1")]
    [InlineData("/api/v1/nopes")]
    [InlineData("/api/v1/namespaces/default/nodes")]
    public async Task What_is_not_served_is_not_found(string path)
    {
        await using var api = await TestApi.StartAsync();
        var answer = await api.GetAsync(path);
        Assert.Equal((404, "the server could not find the requested resource"), (answer.Code, answer.Message));
    }

    [Fact]
    public async Task A_definition_adds_its_kind_at_once()
    {
        await using var api = await TestApi.StartAsync();
        await api.GetAsync("/apis");
        var definition = await api.PostAsync("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", """
            {"metadata":{"name":"widgets.example.com"},"spec":{"group":"example.com","scope":"Namespaced",
             "names":{"plural":"widgets","kind":"Widget","singular":"widget","shortNames":["w"]},
             "versions":[{"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object","properties":{"spec":{"type":"object","properties":{"size":{"type":"integer"}}}}}},
               "additionalPrinterColumns":[{"name":"Size","type":"integer","jsonPath":".spec.size"}]}]}}
            """);
        Assert.Equal(201, definition.Code);
        Assert.Contains("Established", definition.Text);

        var made = await api.PostAsync("/apis/example.com/v1/namespaces/default/widgets", """{"metadata":{"name":"w"},"spec":{"size":3}}""");
        Assert.Equal((201, "Widget"), (made.Code, (string)made.Json["kind"]!));
        Assert.Contains("example.com", (await api.GetAsync("/apis", "application/json")).Text);
        Assert.Contains("com.example.v1.Widget", (await api.GetAsync("/openapi/v3/apis/example.com/v1")).Text);
        var table = (await api.GetAsync("/apis/example.com/v1/widgets", "application/json;as=Table;v=v1;g=meta.k8s.io")).Json;
        Assert.Equal("""["w",3]""", table["rows"]![0]!["cells"]!.ToJsonString());

        await api.SendAsync(HttpMethod.Delete, "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/widgets.example.com");
        Assert.Equal(404, (await api.GetAsync("/apis/example.com/v1/widgets")).Code);
    }
}
