using System.Text.RegularExpressions;
using KubeFate.Charts.Tests.Rendering;

namespace KubeFate.Charts.Tests.Rules;

/// <summary>What is secret stands in Secrets alone: in no ConfigMap, command, variable or annotation.</summary>
internal sealed partial class PasswordsAreInSecrets : IManifestRule
{
    public IEnumerable<string> Check(RenderedRelease release)
    {
        string[] secrets =
        [
            .. RenderedRelease.Scalars(release.ClusterYaml).Where(scalar => SecretKey().IsMatch(scalar.Key) && scalar.Text.Length >= 8).Select(scalar => scalar.Text).Distinct(),
        ];
        foreach (var found in release.Objects.Where(candidate => Manifests.Kind(candidate) != "Secret"))
        {
            var texts = RenderedRelease.Scalars(found).Select(scalar => scalar.Text).ToArray();
            foreach (var secret in secrets.Where(secret => texts.Any(text => text.Contains(secret, StringComparison.Ordinal))))
                yield return $"{RenderedRelease.Title(found)}: it shows \"{secret}\"";
        }

        foreach (var (owner, name, text) in release.Files.Where(file => Manifests.Kind(file.Owner) == "ConfigMap"))
        {
            foreach (var match in PlainPassword().Matches(text).Select(match => match.Value.Trim())) yield return $"{RenderedRelease.Title(owner)}: {name} says {match}";
        }

        foreach (var pod in release.Pods)
        {
            foreach (var variable in pod.AllContainers.SelectMany(container => Pod.List(container, "env")).Where(variable => SecretKey().IsMatch(Pod.Name(variable)) && variable["value"]?.ToString() is not (null or "")))
                yield return $"{pod.Title}: the variable {Pod.Name(variable)} is a plain value";
        }
    }

    [GeneratedRegex("(pass|passwd|password|token)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SecretKey();

    // password=…, passwd: "…" and the like; not an empty one, a variable or a switch.
    [GeneratedRegex(@"^[^#\n]*(pass|passwd|password)[""']?[ ]*[:=][ ]*(?![""']{2}|\$|null\b|true\b|false\b)[^\s#].*$", RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PlainPassword();
}
