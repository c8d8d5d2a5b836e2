using System.Text.Json.Nodes;
using KubeFate.Yaml;
using YamlDotNet.Core;

namespace KubeFate.Simulator.Stages;

/// <summary>Reads a stage's yaml as JSON.</summary>
internal static class StageYaml
{
    /// <summary>Reads one document, a mapping.</summary>
    /// <exception cref="FormatException">The text is no yaml, no mapping, or says something twice.</exception>
    public static JsonObject Read(string text)
    {
        try
        {
            return YamlDocument.Read(text) switch
            {
                { Duplicates: [var path, ..] } => throw new FormatException($"{path} stands there twice"),
                { Content: JsonObject root } => root,
                _ => throw new FormatException("a stage is one yaml mapping; begin with `stage: name`"),
            };
        }
        catch (YamlException problem)
        {
            throw new FormatException($"line {problem.Start.Line}: {problem.Message}", problem);
        }
    }
}
