namespace KubeFate.Charts.Tests.Rules;

/// <summary>No two objects of a release are one to Kubernetes: helm would let the later win without a word.</summary>
internal sealed class ObjectsAreUnique : IManifestRule
{
    public IEnumerable<string> Check(RenderedRelease release) =>
        release.Objects.GroupBy(RenderedRelease.Title, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => $"{group.Key} is there {group.Count()} times");
}
