using System.Text.Json.Nodes;
using KubeFate.Service.Tests.Charts;
using KubeFate.Testing;

namespace KubeFate.Service.Tests.Clusters.Replacing;

/// <summary>The port that other parties know stays the gateway's, whichever Service has it: one step for the user.</summary>
public sealed class GatewayTests
{
    private const string Port = "30091";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Helms => [Tools.Helm, Tools.OldHelm];

    [Theory]
    [MemberData(nameof(Helms))]
    public async Task An_upgrade_from_rollsite_to_osx_keeps_the_port(string helm)
    {
        await using var site = await InstalledAsync(helm, "v1.11.2", "v2.0.0");

        var job = await site.RunAsync("PUT", Body("v2.0.0"));

        Assert.True((string?)job["status"] == "Success", job.ToJsonString());
        Assert.Equal("osx", await HolderAsync(site));
        Assert.Contains("its node port 30091 goes to Service osx", await site.Service.Http.GetStringAsync($"v1/job/{job["uuid"]}/events", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_port_goes_back_to_rollsite_when_the_upgrade_does_not_come_up()
    {
        await using var site = await InstalledAsync(Tools.Helm, "v1.11.2", "v2.0.0");
        await site.KubectlAsync("annotate namespace peer-a simulator.kubefate.io/stage=never-ready --overwrite");
        var (_, accepted, _) = await site.SendAsync("PUT", "v1/cluster", Body("v2.0.0"));
        var uuid = (string)accepted["data"]!["uuid"]!;
        await site.StepAsync(uuid, "wait-ready", "started");
        Assert.Equal("osx", await HolderAsync(site));
        // In this order: pods that become ready before the stop is heard would end the update well.
        await site.SendAsync("PUT", $"v1/job/{uuid}?jobStatus=stop");
        await site.KubectlAsync("annotate namespace peer-a simulator.kubefate.io/stage=fast --overwrite");

        var job = await site.EndAsync(uuid);

        Assert.Contains("Cluster rollback Success", job["states"]!.AsArray().Select(state => (string?)state));
        Assert.Equal("rollsite", await HolderAsync(site));
    }

    [Theory]
    [InlineData("v1.11.2", "rollsite")]
    [InlineData("v2.0.0", "osx")]
    public async Task TLS_is_switched_on_and_off_in_place(string version, string gateway)
    {
        await using var site = await InstalledAsync(Tools.Helm, version);
        await site.KubectlAsync("create secret generic gateway-tls --from-literal=ca.crt=a --from-literal=tls.crt=b --from-literal=tls.key=c");

        var on = await site.RunAsync("PUT", Body(version, ",\"enableTLS\":true,\"tlsSecret\":\"gateway-tls\""));
        Assert.True((string?)on["status"] == "Success", on.ToJsonString());
        Assert.Equal(gateway + "-tls", await HolderAsync(site));

        var off = await site.RunAsync("PUT", Body(version));
        Assert.True((string?)off["status"] == "Success", off.ToJsonString());
        Assert.Equal(gateway, await HolderAsync(site));
    }

    private static string Body(string version, string more = "")
    {
        var (gateway, federation) = version.StartsWith("v1", StringComparison.Ordinal) ? ("rollsite", "Eggroll") : ("osx", "OSX");
        var archive = gateway == "osx" ? "\"archiveFate1\":true," : "";
        return ClusterSite.Body(
            $$"""
            {{archive}}"partyId":9999,"computing":"Eggroll","federation":"{{federation}}","storage":"Eggroll","modules":["{{gateway}}","clustermanager","nodemanager","mysql","python"],
            "{{gateway}}":{"type":"NodePort","nodePort":{{Port}}{{more}}}
            """.ReplaceLineEndings(""), version, chart: "fate");
    }

    private static async Task<ClusterSite> InstalledAsync(string helm, params string[] versions)
    {
        var site = await ClusterSite.OpenAsync(helm, charts: _ => []);
        await site.KubectlAsync("annotate namespace peer-a simulator.kubefate.io/stage=fast");
        foreach (var version in versions) await site.Service.MustUploadAsync(await FatePackages.PackAsync(site.Folder, version, Cancel));
        var job = await site.RunAsync("POST", Body(versions[0]));
        Assert.True((string?)job["status"] == "Success", job.ToJsonString());
        return site;
    }

    private static async Task<string> HolderAsync(ClusterSite site)
    {
        var list = JsonNode.Parse(await site.KubectlAsync("get services -o json"))!;
        return Assert.Single(list["items"]!.AsArray(), service => service!["spec"]!["ports"]!.AsArray().Any(port => port!["nodePort"]?.ToString() == Port))!["metadata"]!["name"]!.ToString();
    }
}
