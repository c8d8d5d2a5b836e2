using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace KubeFate.Helm.Charts;

/// <summary>Reads the plain keys at the top of a Chart.yaml, as written: a version 1.10 stays 1.10.</summary>
internal static class ChartYaml
{
    /// <summary>Far deeper than any real one. The parser's time grows with the square of the depth: minutes at 100,000.</summary>
    private const int DepthLimit = 50;

    /// <summary>The keys whose values are plain scalars.</summary>
    /// <exception cref="YamlException">It is not YAML, or nested too deep.</exception>
    public static IReadOnlyDictionary<string, string> Read(string text)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var parser = new Parser(new StringReader(text));
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
                    if (parser.Current is Scalar { Value: var value }) values[key!] = value;
                    key = null;
                    break;
            }
        }

        return values;
    }

    private static YamlException Error(Parser parser, string message) => new(parser.Current!.Start, parser.Current.End, message);
}
