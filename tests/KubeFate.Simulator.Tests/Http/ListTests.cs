
namespace KubeFate.Simulator.Tests.Http;

public sealed class ListTests
{
    [Theory]
    [InlineData("a=1", "x")]
    [InlineData("a==1", "x")]
    [InlineData("a!=1", "y,z")]
    [InlineData("a", "x,y")]
    [InlineData("!a", "z")]
    [InlineData("a in (1,3)", "x")]
    [InlineData("a notin (1)", "y,z")]
    [InlineData("a>1", "y")]
    [InlineData("a<2,b", "x")]
    [InlineData("a in (1, 2),b!=yes", "y")]
    public async Task Labels_select(string selector, string expected)
    {
        await using var api = await TestApi.StartAsync();
        await api.AddMapAsync("x", """{"a":"1","b":"yes"}""");
        await api.AddMapAsync("y", """{"a":"2"}""");
        await api.AddMapAsync("z");

        var answer = await api.GetAsync($"{Paths.Maps}?labelSelector={Uri.EscapeDataString(selector)}");

        Assert.Equal(expected, string.Join(',', answer.Names));
    }

    [Theory]
    [InlineData("a in 1")]
    [InlineData("a b")]
    [InlineData("=x")]
    [InlineData("a>b")]
    public async Task A_selector_that_cannot_be_read_is_refused(string selector)
    {
        await using var api = await TestApi.StartAsync();
        var answer = await api.GetAsync($"{Paths.Maps}?labelSelector={Uri.EscapeDataString(selector)}");
        Assert.Equal((400, "BadRequest"), (answer.Code, answer.Reason));
    }

    [Theory]
    [InlineData("metadata.name=x", "x")]
    [InlineData("metadata.name!=x", "y")]
    [InlineData("metadata.namespace=default,metadata.name==y", "y")]
    [InlineData("metadata.namespace=other", "")]
    public async Task Fields_select(string selector, string expected)
    {
        await using var api = await TestApi.StartAsync();
        await api.AddMapAsync("x");
        await api.AddMapAsync("y");

        Assert.Equal(expected, string.Join(',', (await api.GetAsync($"/api/v1/configmaps?fieldSelector={Uri.EscapeDataString(selector)}")).Names));
    }

    [Fact]
    public async Task A_field_that_cannot_be_selected_by_is_refused_as_everywhere()
    {
        await using var api = await TestApi.StartAsync();
        var answer = await api.GetAsync($"{Paths.Maps}?fieldSelector=data.k%3Dv");
        Assert.Equal(
            "Unable to find \"/v1, Resource=configmaps\" that match label selector \"\", field selector \"data.k=v\": field label not supported: data.k",
            answer.Message);
    }

    [Fact]
    public async Task Pages_are_of_one_moment()
    {
        await using var api = await TestApi.StartAsync();
        foreach (var name in (string[])["a", "b", "c", "d"]) await api.AddMapAsync(name);

        var first = await api.GetAsync(Paths.Maps + "?limit=2");
        await api.AddMapAsync("bb");
        await api.AddMapAsync("cc");
        await api.SendAsync(HttpMethod.Delete, Paths.Maps + "/d");
        var second = await api.GetAsync($"{Paths.Maps}?limit=2&continue={Uri.EscapeDataString((string)first.Json["metadata"]!["continue"]!)}");

        Assert.Equal(["a", "b"], first.Names);
        Assert.Equal(2, (int)first.Json["metadata"]!["remainingItemCount"]!);
        Assert.Equal(["c", "d"], second.Names);
        Assert.Null(second.Json["metadata"]!["continue"]);
        Assert.Equal((string?)first.Json["metadata"]!["resourceVersion"], (string?)second.Json["metadata"]!["resourceVersion"]);
    }

    [Fact]
    public async Task A_page_of_a_forgotten_moment_is_expired()
    {
        await using var api = await TestApi.StartAsync(history: 2);
        foreach (var name in (string[])["a", "b"]) await api.AddMapAsync(name);
        var token = (string)(await api.GetAsync(Paths.Maps + "?limit=1")).Json["metadata"]!["continue"]!;
        foreach (var name in (string[])["c", "d", "e"]) await api.AddMapAsync(name);

        var answer = await api.GetAsync($"{Paths.Maps}?limit=1&continue={Uri.EscapeDataString(token)}");

        Assert.Equal((410, "Expired"), (answer.Code, answer.Reason));
        // The refusal carries a token that goes on with what there is now.
        var fresh = (string)answer.Json["metadata"]!["continue"]!;
        Assert.NotEmpty((await api.GetAsync($"{Paths.Maps}?continue={Uri.EscapeDataString(fresh)}")).Names);
    }

    [Fact]
    public async Task An_exact_revision_shows_what_was_then()
    {
        await using var api = await TestApi.StartAsync();
        var then = (string)(await api.AddMapAsync("a"))["metadata"]!["resourceVersion"]!;
        await api.AddMapAsync("b");
        await api.SendAsync(HttpMethod.Delete, Paths.Maps + "/a");

        Assert.Equal(["a"], (await api.GetAsync($"{Paths.Maps}?resourceVersion={then}&resourceVersionMatch=Exact")).Names);
        Assert.Equal(["b"], (await api.GetAsync($"{Paths.Maps}?resourceVersion={then}&resourceVersionMatch=NotOlderThan")).Names);
    }

    [Theory]
    [InlineData("resourceVersionMatch=Exact", 422)]
    [InlineData("resourceVersionMatch=Exact&resourceVersion=0", 422)]
    [InlineData("resourceVersionMatch=Wrong&resourceVersion=1", 422)]
    [InlineData("resourceVersion=999999", 504)]
    [InlineData("resourceVersion=x", 400)]
    [InlineData("limit=x", 400)]
    [InlineData("continue=nonsense", 400)]
    public async Task A_query_that_makes_no_sense_is_refused(string query, int code)
    {
        await using var api = await TestApi.StartAsync();
        Assert.Equal(code, (await api.GetAsync($"{Paths.Maps}?{query}")).Code);
    }

    [Fact]
    public async Task Metadata_alone_can_be_had()
    {
        await using var api = await TestApi.StartAsync();
        await api.AddMapAsync("a");

        var answer = (await api.GetAsync(Paths.Maps, "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1")).Json;

        Assert.Equal("PartialObjectMetadataList", (string?)answer["kind"]);
        Assert.False(answer["items"]![0]!.AsObject().ContainsKey("data"));
    }

    [Fact]
    public async Task Nothing_but_json_can_be_had()
    {
        await using var api = await TestApi.StartAsync();
        Assert.Equal(406, (await api.GetAsync(Paths.Maps, "application/vnd.kubernetes.protobuf")).Code);
        Assert.Equal(200, (await api.GetAsync(Paths.Maps, "application/vnd.kubernetes.protobuf,application/json")).Code);
    }
}
