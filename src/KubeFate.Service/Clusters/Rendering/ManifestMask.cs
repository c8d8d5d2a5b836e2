using KubeFate.Fate.Secrets;
using KubeFate.Helm;
using KubeFate.Service.Masking;

namespace KubeFate.Service.Clusters.Rendering;

/// <summary>Shows manifests without secrets: those of Secrets, what stands under the name of one, and those of the spec wherever the chart wrote them, as into a ConfigMap.</summary>
internal static class ManifestMask
{
    public static string Of(ReleaseManifest manifest, SecretMask known) => manifest.Hide(value => Hide(value, known));

    // Nothing, yes or no: often the very fault that is looked for.
    private static string? Hide(ManifestValue value, SecretMask known)
    {
        if (value.Text is "" or "true" or "false" or "null" or "~") return null;
        if (IsSecret(value)) return SecretNames.Mask;
        var masked = known.Text(value.Text);
        return masked == value.Text ? null : masked;
    }

    private static bool IsSecret(ManifestValue value) => value.Key == "value" ? value.Name is { } name && SecretNames.IsSecret(name) : value.Key != "key" && SecretNames.IsSecret(value.Key);
}
