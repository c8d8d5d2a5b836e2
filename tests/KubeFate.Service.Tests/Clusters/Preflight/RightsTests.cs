using System.Text.Json.Nodes;
using KubeFate.Testing;

namespace KubeFate.Service.Tests.Clusters.Preflight;

/// <summary>A service with rights in one namespace alone, on a Kubernetes that enforces them.</summary>
public sealed class RightsTests
{
    private static readonly string[] Verbs = ["get", "list", "watch", "create", "update", "patch", "delete"];

    public static TheoryData<string> Helms => [Tools.Helm, Tools.Helm41, Tools.OldHelm];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Helms))]
    public async Task The_documented_rights_are_enough_to_install_update_and_delete(string helm)
    {
        await using var site = await ClusterSite.OpenAsync(helm, account: "kubefate");
        await GrantAsync(site, """
            - { apiGroups: [""], resources: [secrets], verbs: [get, list, create, update, patch, delete] }
            - { apiGroups: [""], resources: [services], verbs: [get, list, create, patch, delete] }
            - { apiGroups: [apps], resources: [deployments, statefulsets], verbs: [get, list, watch, create, patch, delete] }
            - { apiGroups: [""], resources: [pods, events, persistentvolumeclaims], verbs: [list, watch] }
            - { apiGroups: [apps], resources: [replicasets, daemonsets], verbs: [list, watch] }
            - { apiGroups: [batch], resources: [jobs], verbs: [list, watch] }
            - { apiGroups: [networking.k8s.io], resources: [ingresses], verbs: [list] }
            - { apiGroups: [""], resources: [pods/log], verbs: [get] }
            """);

        Succeeds(await site.RunAsync("POST", ClusterSite.Body()));
        Succeeds(await site.RunAsync("PUT", ClusterSite.Body("\"replicas\":2")));
        var (_, answer, _) = await site.SendAsync("DELETE", "v1/cluster/" + (string)(await site.StoredAsync())["uuid"]!);
        Succeeds(await site.EndAsync((string)answer["data"]!["uuid"]!));
    }

    [Fact]
    public async Task What_is_missing_is_named_at_once_and_before_anything_is_made()
    {
        await using var site = await ClusterSite.OpenAsync(account: "kubefate");
        await GrantAsync(site, $$"""
            - { apiGroups: [""], resources: [secrets, services, pods, events, persistentvolumeclaims, pods/log], verbs: [{{string.Join(", ", Verbs)}}] }
            - { apiGroups: [apps, batch, networking.k8s.io], resources: ["*"], verbs: [{{string.Join(", ", Verbs.Except(["patch", "delete"]))}}] }
            """);

        var job = await site.RunAsync("POST", ClusterSite.Body());

        Assert.Equal("Failed", (string?)job["status"]);
        Assert.Contains("may not patch and delete deployments.apps, patch and delete statefulsets.apps in the namespace peer-a: ask", job["states"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Null(await site.Helm.GetStatusAsync(new("demo1", "peer-a"), Cancel));
        Assert.Empty(await site.KubectlAsync("get services,statefulsets,deployments -o name"));
    }

    private static async Task GrantAsync(ClusterSite site, string rules)
    {
        var role = "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: { name: kubefate }\nrules:\n" + rules;
        await site.KubectlAsync($"apply -f {site.Folder.Write("role.yaml", role)}");
        await site.KubectlAsync("create rolebinding kubefate --role=kubefate --serviceaccount=peer-a:kubefate");
    }

    private static void Succeeds(JsonNode job) => Assert.True((string?)job["status"] == "Success", job.ToJsonString());
}
