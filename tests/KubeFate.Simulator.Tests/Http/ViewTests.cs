namespace KubeFate.Simulator.Tests.Http;

/// <summary>Kinds that are served in more than one version or group.</summary>
public sealed class ViewTests
{
    [Fact]
    public async Task Events_are_the_same_in_both_groups()
    {
        await using var api = await TestApi.StartAsync();
        await api.PostAsync("/api/v1/namespaces/default/events", """
            {"metadata":{"name":"e"},"involvedObject":{"kind":"Pod","name":"p","namespace":"default"},"reason":"R","message":"text","type":"Normal"}
            """);
        const string Events = "/apis/events.k8s.io/v1/namespaces/default/events";

        var seen = (await api.GetAsync(Events + "/e")).Json;
        Assert.Equal(("events.k8s.io/v1", "text", "p"), ((string)seen["apiVersion"]!, (string)seen["note"]!, (string)seen["regarding"]!["name"]!));
        Assert.Equal("EventList", (string?)(await api.GetAsync(Events)).Json["kind"]);

        await api.PatchAsync(Events + "/e", "application/merge-patch+json", """{"note":"other"}""");
        Assert.Equal("other", (string?)(await api.GetAsync("/api/v1/namespaces/default/events/e")).Json["message"]);
        await api.SendAsync(HttpMethod.Delete, Events + "/e");
        Assert.Equal(404, (await api.GetAsync("/api/v1/namespaces/default/events/e")).Code);
    }

    [Fact]
    public async Task An_autoscaler_of_the_old_version_is_kept_as_the_new_one()
    {
        await using var api = await TestApi.StartAsync();
        var made = await api.PostAsync("/apis/autoscaling/v1/namespaces/default/horizontalpodautoscalers", """
            {"metadata":{"name":"h"},"spec":{"maxReplicas":3,"targetCPUUtilizationPercentage":80,"scaleTargetRef":{"apiVersion":"apps/v1","kind":"Deployment","name":"d"}}}
            """);
        Assert.Equal((201, 80), (made.Code, (int)made.Json["spec"]!["targetCPUUtilizationPercentage"]!));

        var kept = (await api.GetAsync("/apis/autoscaling/v2/namespaces/default/horizontalpodautoscalers/h")).Json;
        Assert.Equal(80, (int)kept["spec"]!["metrics"]![0]!["resource"]!["target"]!["averageUtilization"]!);
    }

    [Fact]
    public async Task A_custom_kind_is_the_same_in_all_its_versions()
    {
        await using var api = await TestApi.StartAsync();
        await api.PostAsync("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", """
            {"metadata":{"name":"widgets.example.com"},"spec":{"group":"example.com","scope":"Cluster","names":{"plural":"widgets","kind":"Widget"},
             "versions":[{"name":"v1beta1","served":true,"storage":false,"schema":{"openAPIV3Schema":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}},
               {"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}}]}}
            """);
        await api.PostAsync("/apis/example.com/v1beta1/widgets", """{"metadata":{"name":"w"},"spec":{"size":1}}""");

        Assert.Equal("example.com/v1", (string?)(await api.GetAsync("/apis/example.com/v1/widgets/w")).Json["apiVersion"]);
        Assert.Equal("example.com/v1beta1", (string?)(await api.GetAsync("/apis/example.com/v1beta1/widgets/w")).Json["apiVersion"]);
        Assert.Equal("v1", (string?)(await api.GetAsync("/apis/example.com")).Json["preferredVersion"]!["version"]);
    }
}
