using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KubeFate.Charts.Tests.Rendering;

namespace KubeFate.Charts.Tests.Rules;

/// <summary>Names are DNS labels and values of labels are at most 63 characters of the allowed ones, also where an API server checks later or never.</summary>
internal sealed partial class NamesAreValid : IManifestRule
{
    public IEnumerable<string> Check(RenderedRelease release)
    {
        foreach (var found in release.Objects)
        {
            var title = RenderedRelease.Title(found);

            // A StatefulSet's pods carry its name and a hash of ten characters in a label (controller-revision-hash).
            var most = Manifests.Kind(found) == "StatefulSet" ? 52 : 63;
            if (Manifests.Name(found).Length > most || !DnsLabel().IsMatch(Manifests.Name(found))) yield return $"{title}: the name is no DNS label of at most {most} characters";
            foreach (var problem in Labels(found["metadata"]?["labels"]).Concat(Pod.Of(found) is { } pod ? Labels(pod.Labels) : [])) yield return $"{title}: {problem}";
        }

        foreach (var pod in release.Pods)
        {
            foreach (var name in pod.AllContainers.Concat(pod.Volumes).Select(Pod.Name).Where(name => name.Length > 63 || !DnsLabel().IsMatch(name)))
                yield return $"{pod.Title}: \"{name}\" is no DNS label";
        }
    }

    private static IEnumerable<string> Labels(JsonNode? labels) =>
        from label in labels as JsonObject ?? []
        where label.Value?.ToString() is not { Length: <= 63 } value || !LabelValue().IsMatch(value)
        select $"the label {label.Key} has the value \"{label.Value}\", which no label may have";

    [GeneratedRegex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DnsLabel();

    [GeneratedRegex("^([A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LabelValue();
}
