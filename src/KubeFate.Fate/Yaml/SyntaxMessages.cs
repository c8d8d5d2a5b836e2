using YamlDotNet.Core;

namespace KubeFate.Fate.Yaml;

/// <summary>Says what a YAML syntax error means to whoever wrote the file.</summary>
internal static class SyntaxMessages
{
    public static (int Line, int Column, string Message) Explain(string text, YamlException failure)
    {
        return ((int)failure.Start.Line, (int)failure.Start.Column, $"this is not YAML: {failure.Message}");
    }
}
