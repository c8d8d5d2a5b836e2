using KubeFate.Fate.Yaml;

namespace KubeFate.Fate.Checks;

/// <summary>
/// Files that are no cluster.yaml, though their authors took them for one: known by their shape, and answered with what to do instead of
/// one error for every key.
/// </summary>
internal sealed class ShapeCheck(CheckContext context)
{
    /// <summary>Whether it is something else; then that is said.</summary>
    public bool IsSomethingElse()
    {
        if (context.Has("chartName") || context.Has("chartVersion")) return IsExchangeOfFateCloud();
        if (context.File.Find("apiVersion") is { } version && context.File.Find("kind") is { Value: YamlScalar kind }) return Says(version, OfResource(kind.Text));
        if (ValuesKey() is { } values) return Says(values, "this is a values file for helm, which cluster.yaml is not: modules are listed there by name, and their settings stand at the top, as in "
            + "name, namespace, chartName, chartVersion, partyId, modules: [rollsite, …] and rollsite: {…}; kubefate cluster init writes one");
        return false;
    }

    private static string OfResource(string kind) => kind == "FateCluster"
        ? "this is a FateCluster, a resource of the FATE operator for kubectl; a cluster.yaml has what stands under its spec.clusterSpec, at the top, and name and namespace from its metadata"
        : $"this is a Kubernetes resource ({kind}), for kubectl; a cluster.yaml has name, namespace, chartName and chartVersion at the top; kubefate cluster init writes one";

    /// <summary>What only the values of the original's charts have (KubeFATE@v1.11.2 helm-charts/FATE/values.yaml).</summary>
    private YamlEntry? ValuesKey() =>
        context.File.Find("modules") is { Value: YamlMap } modules ? modules
        : context.File.Find("image") is { Value: YamlMap } image && context.File.Find("partyName") is not null ? image
        : null;

    /// <summary>FATE-Cloud writes an exchange as a party with one module.</summary>
    private bool IsExchangeOfFateCloud()
    {
        if (context.File["chartName"] is not YamlScalar { Text: "fate" } || context.File.Find("modules") is not { Value: YamlList { Items: [YamlScalar { Text: "rollsite" or "osx" } only] } }) return false;
        return Says(context.File.Find("chartName")!, $"a party is more than {only.Text}; that alone is an exchange: write chartName: fate-exchange; its partyId may be left out");
    }

    private bool Says(YamlEntry at, string message)
    {
        context.Error(at.Key, at, message);
        return true;
    }
}
