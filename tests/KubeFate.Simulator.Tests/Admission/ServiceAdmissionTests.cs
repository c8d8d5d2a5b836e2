using System.Text.Json.Nodes;
using KubeFate.Simulator.Admission;
using KubeFate.Simulator.Controllers;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Stages;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Tests.Admission;

public sealed class ServiceAdmissionTests
{
    private readonly ObjectStore store = new(TimeProvider.System);

    [Fact]
    public void A_service_gets_an_address_of_the_range_and_keeps_it()
    {
        var service = Admit("rollsite", "ports: [{ port: 9370 }]");
        Assert.Matches(@"^10\.96\.\d+\.\d+$", service.Text("spec", "clusterIP"));
        Assert.Equal(service.Text("spec", "clusterIP"), service.At("spec", "clusterIPs")![0]!.ToString());

        var changed = Admit("rollsite", "ports: [{ port: 9371 }]");
        Assert.Equal(service.Text("spec", "clusterIP"), changed.Text("spec", "clusterIP"));
    }

    [Fact]
    public void A_headless_service_stays_without_address()
    {
        Assert.Equal("None", Admit("mysql", "clusterIP: None, ports: [{ port: 3306 }]").Text("spec", "clusterIP"));
        Assert.Null(Admit("elsewhere", "type: ExternalName, externalName: example.com").At("spec", "clusterIP"));
    }

    [Fact]
    public void Node_ports_are_given_where_none_is_asked_for_and_kept_over_updates()
    {
        var service = Admit("rollsite", "type: NodePort, ports: [{ name: a, port: 1 }, { name: b, port: 2 }]");
        var given = service.Items("spec", "ports").Select(port => port.Number("nodePort")!.Value).ToList();
        Assert.All(given, port => Assert.InRange(port, 30000, 32767));
        Assert.Distinct(given);

        Assert.Equal(given, Admit("rollsite", "type: NodePort, ports: [{ name: a, port: 1 }, { name: b, port: 2 }]")
            .Items("spec", "ports").Select(port => port.Number("nodePort")!.Value));
        Assert.All(Admit("rollsite", "ports: [{ name: a, port: 1 }, { name: b, port: 2 }]").Items("spec", "ports"), port => Assert.Null(port["nodePort"]));
    }

    [Fact]
    public void A_node_port_that_another_service_has_is_refused_in_the_real_words()
    {
        Admit("rollsite", "type: NodePort, ports: [{ port: 9370, nodePort: 30091 }]");

        var refusal = Assert.Throws<ApiFailure>(() => Admit("other", "type: NodePort, ports: [{ port: 9370, nodePort: 30091 }]"));
        Assert.Equal(422, refusal.Code);
        Assert.Equal("Service \"other\" is invalid: spec.ports[0].nodePort: Invalid value: 30091: provided port is already allocated", refusal.Message);
        Assert.Equal(("FieldValueInvalid", "spec.ports[0].nodePort"), (refusal.Causes.Single().Reason, refusal.Causes.Single().Field));
    }

    [Fact]
    public void A_node_port_outside_the_range_is_refused()
    {
        var refusal = Assert.Throws<ApiFailure>(() => Admit("rollsite", "type: NodePort, ports: [{ port: 9370, nodePort: 9370 }]"));
        Assert.EndsWith(
            "Invalid value: 9370: provided port is not in the valid range. The range of valid ports is 30000-32767", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_that_another_service_has_is_refused()
    {
        var taken = Admit("one", "ports: [{ port: 1 }]").Text("spec", "clusterIP");
        var refusal = Assert.Throws<ApiFailure>(() => Admit("two", $"clusterIP: {taken}, ports: [{{ port: 1 }}]"));
        Assert.Contains($"failed to allocate IP {taken}: provided IP is already allocated", refusal.Message, StringComparison.Ordinal);
    }

    private JsonObject Admit(string name, string spec)
    {
        var key = new ObjectKey(ResourceCatalog.Services, "fate-9999", name);
        var service = StageYaml.Read($"{{ metadata: {{ name: {name}, namespace: fate-9999 }}, spec: {{ {spec} }} }}");
        ServiceAdmission.Admit(store, store.Get(key), service);
        return store.Get(key) is null ? store.Create(key, service) : store.Update(key, _ => service)!;
    }
}
