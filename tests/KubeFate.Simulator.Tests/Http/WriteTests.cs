using KubeFate.Simulator.Resources;

namespace KubeFate.Simulator.Tests.Http;

public sealed class WriteTests
{
    private const string Merge = "application/merge-patch+json";

    [Fact]
    public async Task A_namespace_that_is_missing_is_told()
    {
        await using var api = await TestApi.StartAsync();
        var answer = await api.PostAsync("/api/v1/namespaces/nope/configmaps", """{"metadata":{"name":"a"}}""");
        Assert.Equal((404, "namespaces \"nope\" not found"), (answer.Code, answer.Message));
    }

    [Fact]
    public async Task A_namespace_on_its_way_out_takes_nothing_new()
    {
        await using var api = await TestApi.StartAsync();
        await api.PostAsync("/api/v1/namespaces", """{"metadata":{"name":"going"}}""");
        await api.SendAsync(HttpMethod.Delete, "/api/v1/namespaces/going");

        var answer = await api.PostAsync("/api/v1/namespaces/going/configmaps", """{"metadata":{"name":"a"}}""");

        Assert.Equal(
            (403, "configmaps \"a\" is forbidden: unable to create new content in namespace going because it is being terminated"),
            (answer.Code, answer.Message));
        Assert.Equal("NamespaceTerminating", (string?)answer.Json["details"]!["causes"]![0]!["reason"]);
    }

    [Theory]
    [InlineData("""{"metadata":{"name":"a","namespace":"other"}}""", "the namespace of the provided object does not match the namespace sent on the request")]
    [InlineData("""{"metadata":{"name":"a","resourceVersion":"7"}}""", "resourceVersion should not be set on objects to be created")]
    [InlineData("""{"kind":"Secret","metadata":{"name":"a"}}""", "the kind in the data (Secret) does not match the expected kind (ConfigMap)")]
    [InlineData("""{"apiVersion":"v2","metadata":{"name":"a"}}""", "the API version in the data (v2) does not match the expected API version (v1)")]
    [InlineData("[]", "the request's body must be an object")]
    [InlineData("", "the request's body must be an object")]
    public async Task A_body_that_does_not_belong_here_is_refused(string body, string message)
    {
        await using var api = await TestApi.StartAsync();
        var answer = await api.PostAsync(Paths.Maps, body);
        Assert.Equal((400, message), (answer.Code, answer.Message));
    }

    [Fact]
    public async Task Text_that_is_no_json_is_refused()
    {
        await using var api = await TestApi.StartAsync();
        Assert.Equal(400, (await api.PostAsync(Paths.Maps, "{nope")).Code);
        Assert.Equal(415, (await api.SendAsync(HttpMethod.Post, Paths.Maps, "x", "text/plain")).Code);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        await using var api = await TestApi.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, Paths.Maps) { Content = new StringContent(new string(' ', 4 * 1024 * 1024)) };
        request.Headers.ExpectContinue = true;
        var answer = await api.SendAsync(request);
        Assert.Equal((413, "RequestEntityTooLarge"), (answer.Code, answer.Reason));
    }

    [Theory]
    [InlineData("Upper", "a lowercase RFC 1123 subdomain")]
    [InlineData("-a", "a lowercase RFC 1123 subdomain")]
    public async Task A_name_that_is_none_is_told(string name, string message)
    {
        await using var api = await TestApi.StartAsync();
        var answer = await api.PostAsync(Paths.Maps, "{\"metadata\":{\"name\":\"" + name + "\"}}");
        Assert.Equal((422, "Invalid"), (answer.Code, answer.Reason));
        Assert.Contains($"metadata.name: Invalid value: \"{name}\": {message}", answer.Message);
    }

    [Fact]
    public async Task A_dry_run_answers_and_keeps_nothing()
    {
        await using var api = await TestApi.StartAsync();
        var answer = await api.PostAsync(Paths.Maps + "?dryRun=All", """{"metadata":{"name":"a"}}""");
        Assert.Equal((201, "a"), (answer.Code, (string)answer.Json["metadata"]!["name"]!));
        Assert.Equal(404, (await api.GetAsync(Paths.Maps + "/a")).Code);
        Assert.Equal(400, (await api.PostAsync(Paths.Maps + "?dryRun=Some", "{}")).Code);
    }

    [Fact]
    public async Task A_repeated_write_changes_no_revision()
    {
        await using var api = await TestApi.StartAsync();
        var before = await api.AddMapAsync("a");
        var after = await api.PatchAsync(Paths.Maps + "/a", Merge, """{"data":{"k":"v"}}""");
        Assert.Equal((string?)before["metadata"]!["resourceVersion"], (string?)after.Json["metadata"]!["resourceVersion"]);
    }

    [Fact]
    public async Task A_write_from_an_old_version_is_a_conflict()
    {
        await using var api = await TestApi.StartAsync();
        var old = await api.AddMapAsync("a");
        await api.PatchAsync(Paths.Maps + "/a", Merge, """{"data":{"k":"w"}}""");

        var answer = await api.SendAsync(HttpMethod.Put, Paths.Maps + "/a", old.ToJsonString());

        Assert.Equal((409, "Conflict"), (answer.Code, answer.Reason));
        Assert.Equal(
            "Operation cannot be fulfilled on configmaps \"a\": the object has been modified; please apply your changes to the latest version and try again",
            answer.Message);
    }

    [Fact]
    public async Task The_object_and_its_status_are_written_apart()
    {
        await using var api = await TestApi.StartAsync();
        await AddDeploymentAsync(api);

        await api.PatchAsync(Paths.Deployments + "/d", Merge, """{"spec":{"replicas":5},"status":{"replicas":9}}""");
        var status = await api.PatchAsync(Paths.Deployments + "/d/status", Merge, """{"spec":{"replicas":7},"status":{"readyReplicas":2}}""");

        Assert.Equal("""{"readyReplicas":2}""", status.Json["status"]!.ToJsonString());
        Assert.Equal((5, 2), ((int)status.Json["spec"]!["replicas"]!, (int)status.Json["metadata"]!["generation"]!));
    }

    [Fact]
    public async Task Scale_is_a_view_of_the_replicas()
    {
        await using var api = await TestApi.StartAsync();
        await AddDeploymentAsync(api);

        var scaled = await api.PatchAsync(Paths.Deployments + "/d/scale?fieldManager=me", Merge, """{"spec":{"replicas":4}}""");

        Assert.Equal(("Scale", 4, "app=d"), ((string)scaled.Json["kind"]!, (int)scaled.Json["spec"]!["replicas"]!, (string)scaled.Json["status"]!["selector"]!));
        var deployment = (await api.GetAsync(Paths.Deployments + "/d")).Json;
        Assert.Equal(4, (int)deployment["spec"]!["replicas"]!);
        Assert.Contains(deployment["metadata"]!["managedFields"]!.AsArray(), entry => (string?)entry!["subresource"] == "scale" && (string?)entry["manager"] == "me");
        Assert.Equal(422, (await api.PatchAsync(Paths.Deployments + "/d/scale", Merge, """{"spec":{"replicas":-1}}""")).Code);
    }

    [Theory]
    [InlineData("configmaps", "Status")]
    [InlineData("secrets", "Status")]
    [InlineData("serviceaccounts", "ServiceAccount")]
    public async Task A_deletion_answers_as_each_kind_does(string plural, string kind)
    {
        await using var api = await TestApi.StartAsync();
        var path = "/api/v1/namespaces/default/" + plural;
        await api.PostAsync(path, """{"metadata":{"name":"a"}}""");

        var answer = await api.SendAsync(HttpMethod.Delete, path + "/a", """{"propagationPolicy":"Background"}""");

        Assert.Equal((200, kind), (answer.Code, (string)answer.Json["kind"]!));
        Assert.Equal(404, (await api.SendAsync(HttpMethod.Delete, path + "/a")).Code);
    }

    [Theory]
    [InlineData("""{"propagationPolicy":"Sideways"}""", 422)]
    [InlineData("""{"preconditions":{"uid":"other"}}""", 409)]
    [InlineData("""{"preconditions":{"resourceVersion":"1"}}""", 409)]
    public async Task A_deletion_that_must_not_be_is_refused(string options, int code)
    {
        await using var api = await TestApi.StartAsync();
        await api.AddMapAsync("a");
        Assert.Equal(code, (await api.SendAsync(HttpMethod.Delete, Paths.Maps + "/a", options)).Code);
        Assert.Equal(200, (await api.GetAsync(Paths.Maps + "/a")).Code);
    }

    [Fact]
    public async Task A_collection_is_deleted_by_its_selector()
    {
        await using var api = await TestApi.StartAsync();
        await api.AddMapAsync("a", """{"go":"yes"}""");
        await api.AddMapAsync("b");

        Assert.Equal(["a"], (await api.SendAsync(HttpMethod.Delete, Paths.Maps + "?labelSelector=go")).Names);
        Assert.Equal(["b"], (await api.GetAsync(Paths.Maps)).Names);
    }

    [Fact]
    public async Task The_namespaces_of_the_system_stay()
    {
        await using var api = await TestApi.StartAsync();
        var answer = await api.SendAsync(HttpMethod.Delete, "/api/v1/namespaces/default");
        Assert.Equal((403, "namespaces \"default\" is forbidden: this namespace may not be deleted"), (answer.Code, answer.Message));
    }

    [Fact]
    public async Task Secrets_keep_their_texts_encoded_and_their_type()
    {
        await using var api = await TestApi.StartAsync();
        const string Secrets = "/api/v1/namespaces/default/secrets";
        var made = await api.PostAsync(Secrets, """{"metadata":{"name":"s"},"stringData":{"a":"b"}}""");
        Assert.Equal("""{"a":"Yg=="}""", made.Json["data"]!.ToJsonString());
        Assert.Equal("Opaque", (string?)made.Json["type"]);

        var refused = await api.PatchAsync(Secrets + "/s", Merge, """{"type":"other"}""");
        Assert.Equal((422, "Secret \"s\" is invalid: type: Invalid value: \"other\": field is immutable"), (refused.Code, refused.Message));
        await api.PatchAsync(Secrets + "/s", Merge, """{"immutable":true}""");
        Assert.Contains("field is immutable when `immutable` is set", (await api.PatchAsync(Secrets + "/s", Merge, """{"data":{"a":"Yw=="}}""")).Message);
    }

    [Fact]
    public async Task An_apply_needs_a_manager_and_creates_what_is_missing()
    {
        await using var api = await TestApi.StartAsync();
        const string Apply = "application/apply-patch+yaml";
        Assert.Equal(422, (await api.PatchAsync(Paths.Maps + "/a", Apply, "data: {}")).Code);
        Assert.Equal(201, (await api.PatchAsync(Paths.Maps + "/a?fieldManager=me", Apply, "apiVersion: v1\nkind: ConfigMap\ndata:\n  k: v\n")).Code);
        Assert.Equal(200, (await api.PatchAsync(Paths.Maps + "/a?fieldManager=me", Apply, "apiVersion: v1\nkind: ConfigMap\ndata:\n  k: w\n")).Code);
        Assert.Equal(409, (await api.PatchAsync(Paths.Maps + "/a?fieldManager=you", Apply, "apiVersion: v1\nkind: ConfigMap\ndata:\n  k: x\n")).Code);
    }

    [Fact]
    public async Task An_unknown_kind_of_patch_is_refused()
    {
        await using var api = await TestApi.StartAsync();
        await api.AddMapAsync("a");
        Assert.Equal(415, (await api.PatchAsync(Paths.Maps + "/a", "application/json", "{}")).Code);
        Assert.Equal(404, (await api.PatchAsync(Paths.Maps + "/b", Merge, "{}")).Code);
    }

    [Theory]
    [InlineData("?fieldValidation=Strict", 400, 0)]
    [InlineData("", 201, 1)]
    [InlineData("?fieldValidation=Ignore", 201, 0)]
    public async Task Unknown_and_doubled_fields_are_refused_warned_of_or_ignored(string query, int code, int warnings)
    {
        await using var api = await TestApi.StartAsync();
        var answer = await api.PostAsync(Paths.Maps + query, """{"metadata":{"name":"a"},"data":{"k":"v"},"dataa":{}}""");
        Assert.Equal((code, warnings), (answer.Code, answer.Warnings.Count));
        var doubled = await api.PostAsync(Paths.Maps + query, """{"metadata":{"name":"b"},"data":{"k":"v","k":"w"}}""");
        Assert.Equal((code, warnings), (doubled.Code, doubled.Warnings.Count));
    }

    [Fact]
    public async Task A_status_review_and_an_eviction_are_answered()
    {
        await using var api = await TestApi.StartAsync();
        var review = await api.PostAsync(
            "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", """{"spec":{"resourceAttributes":{"verb":"get","resource":"pods"}}}""");
        Assert.Equal((201, true), (review.Code, (bool)review.Json["status"]!["allowed"]!));

        api.Cluster.Store.Create(new(ResourceCatalog.Pods, "default", "p"), []);
        Assert.Equal(201, (await api.PostAsync(Paths.Pods + "/p/eviction", """{"metadata":{"name":"p"}}""")).Code);
        Assert.Null(api.Cluster.Store.Get(new(ResourceCatalog.Pods, "default", "p")));
    }

    [Theory]
    [InlineData("exec")]
    [InlineData("portforward")]
    [InlineData("attach")]
    public async Task What_needs_a_container_says_that_there_is_none(string part)
    {
        await using var api = await TestApi.StartAsync();
        api.Cluster.Store.Create(new(ResourceCatalog.Pods, "default", "p"), []);
        var answer = await api.PostAsync($"{Paths.Pods}/p/{part}", "");
        Assert.Equal(501, answer.Code);
        Assert.StartsWith("this Kubernetes is simulated: no containers run", answer.Message);
    }

    [Fact]
    public async Task A_request_that_goes_wrong_inside_still_gets_a_status()
    {
        await using var api = await TestApi.StartAsync();
        api.Cluster.Store.Recorder += (_, _) => throw new InvalidOperationException("broken");
        var answer = await api.PostAsync(Paths.Maps, """{"metadata":{"name":"a"}}""");
        Assert.Equal((500, "InternalError"), (answer.Code, answer.Reason));
    }

    private static async Task AddDeploymentAsync(TestApi api)
    {
        var answer = await api.PostAsync(Paths.Deployments, """
            {"metadata":{"name":"d"},"spec":{"replicas":1,"selector":{"matchLabels":{"app":"d"}},
             "template":{"metadata":{"labels":{"app":"d"}},"spec":{"containers":[{"name":"c","image":"i"}]}}}}
            """);
        Assert.Equal(201, answer.Code);
    }
}
