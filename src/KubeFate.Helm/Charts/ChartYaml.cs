using KubeFate.Yaml;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace KubeFate.Helm.Charts;

/// <summary>
/// Reads the plain keys at the top of a Chart.yaml as helm does, to whom they are texts: a number without quotes is written anew, so that
/// <c>version: 1.10</c> is 1.1 (sigs.k8s.io/yaml@v1.4.0 yaml.go, convertToJSONableObject).
/// </summary>
internal static class ChartYaml
{
    /// <summary>Far deeper than any real one. The parser's time grows with the square of the depth: minutes at 100,000.</summary>
    private const int DepthLimit = 50;

    /// <summary>The keys whose values are plain scalars.</summary>
    /// <exception cref="YamlException">It is not YAML, or nested too deep.</exception>
    public static IReadOnlyDictionary<string, string> Read(string text) => GoYaml.Read(text, (parser, _) => Read(parser));

    private static Dictionary<string, string> Read(IParser parser)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var (depth, documents) = (0, 0);
        string? key = null;
        while (parser.MoveNext())
        {
            switch (parser.Current)
            {
                // Readers differ in which of two they take.
                case DocumentStart when ++documents > 1:
                    throw Error(parser, "it has a second document");
                case MappingStart or SequenceStart:
                    if (++depth > DepthLimit) throw Error(parser, "it is nested too deep");
                    break;
                case MappingEnd or SequenceEnd:
                    depth--;
                    if (depth == 1) key = null;
                    break;
                case Scalar scalar when depth == 1 && key is null:
                    key = scalar.Value;
                    if (!keys.Add(key)) throw Error(parser, $"it has the key {key} twice");
                    break;
                case Scalar or AnchorAlias when depth == 1:
                    if (parser.Current is Scalar value) values[key!] = Text(value);
                    key = null;
                    break;
            }
        }

        return values;
    }

    private static string Text(Scalar scalar) =>
        ScalarResolver.Resolve(scalar)?.AsKey() ?? "";

    private static YamlException Error(IParser parser, string message) => new(parser.Current!.Start, parser.Current.End, message);
}
