namespace KubeFate.Charts.Tests.Rules;

/// <summary>No two ports of a pod have one name: Services and probes that use it would reach either. An API server takes it, with a warning.</summary>
internal sealed class PortNamesAreUnique : IManifestRule
{
    public IEnumerable<string> Check(RenderedRelease release) =>
        from pod in release.Pods
        from name in pod.Containers.SelectMany(container => Pod.List(container, "ports")).Select(Pod.Name).Where(name => name.Length > 0).CountBy(name => name, StringComparer.Ordinal)
        where name.Value > 1
        select $"{pod.Title}: two ports of its pods are called {name.Key}";
}
