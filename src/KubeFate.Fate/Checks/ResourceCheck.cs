using KubeFate.Fate.Forms;
using KubeFate.Fate.Yaml;

namespace KubeFate.Fate.Checks;

/// <summary>A section's <c>resources</c>: no request above its limit.</summary>
internal static class ResourceCheck
{
    /// <summary>Kubernetes refuses a pod that asks for more than its limit.</summary>
    public static void Compare(CheckContext context, string path, YamlMap requests, YamlMap limits)
    {
        foreach (var request in requests.Entries)
        {
            if (request.Value is not YamlScalar asked || limits[request.Key] is not YamlScalar limit) continue;
            if (Quantities.Size(asked.Text) is { } least && Quantities.Size(limit.Text) is { } most && least > most)
                context.Error($"{path}.requests.{request.Key}", asked,
                    $"{asked.Text} is more than the limit, {limit.Text} in line {limit.Line}; Kubernetes refuses that");
        }
    }
}
