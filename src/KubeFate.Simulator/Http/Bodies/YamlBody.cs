using KubeFate.Simulator.Storage;
using KubeFate.Yaml;
using YamlDotNet.Core;

namespace KubeFate.Simulator.Http.Bodies;

/// <summary>Reads one YAML document as JSON, scalars resolved as Kubernetes does.</summary>
internal static class YamlBody
{
    /// <exception cref="ApiFailure">400 when the text is no YAML.</exception>
    public static ReadBody Read(string text)
    {
        try
        {
            var document = YamlDocument.Read(text);
            return new(document.Content, [.. document.Duplicates.Select(path => $"duplicate field \"{path}\"")]);
        }
        catch (YamlException error)
        {
            throw ApiFailure.BadRequest($"error decoding YAML: line {error.Start.Line}: {error.Message}");
        }
    }
}
