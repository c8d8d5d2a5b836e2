using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace KubeFate.Fate.Yaml;

/// <summary>Makes a positioned value of the parser's scalar, by its quotes and its tag.</summary>
internal static class ScalarReader
{
    private const string TagPrefix = "tag:yaml.org,2002:";

    public static YamlScalar Read(Scalar scalar, Trail trail, ProblemList problems)
    {
        var (line, column) = ((int)scalar.Start.Line, (int)scalar.Start.Column);
        var value = (scalar.Tag.IsEmpty, scalar.Style) switch
        {
            (true, ScalarStyle.Plain) => ScalarResolver.Resolve(scalar.Value),
            (true, _) => ScalarValue.Of(scalar.Value),
            _ => ResolveTagged(scalar.Tag.Value, scalar.Value),
        };
        if (value is null)
            problems.Error(trail.ToString(), line, column,
                trail.IsSecret ? "a value that begins with ! has a tag, which means nothing here; put the value in quotes" : $"the tag {ShortTag(scalar.Tag.Value)} means nothing here; leave it out");
        else if (value is { Kind: ScalarKind.Real } real && !double.IsFinite(real.Real))
            problems.Error(trail.ToString(), line, column,
                $"{(trail.IsSecret ? "this" : scalar.Value)} is no number that a chart can get; put it in quotes if a text is meant");
        else
            return new YamlScalar(line, column, scalar.Value, value.Value);
        return new YamlScalar(line, column, scalar.Value, ScalarValue.Null);
    }

    /// <summary>The value of a scalar with a tag; null when the tag is not one of YAML's own, or another than the text's.</summary>
    public static ScalarValue? ResolveTagged(string tag, string text)
    {
        var value = ScalarResolver.Resolve(text);
        return ShortTag(tag) switch
        {
            // "!" alone asks for a text, as quotes do.
            "!" or "!!str" or "!!timestamp" => ScalarValue.Of(text),
            "!!null" => value.Kind == ScalarKind.Null ? value : null,
            "!!bool" => value.Kind == ScalarKind.Boolean ? value : null,
            "!!int" => value.Kind == ScalarKind.Integer ? value : null,
            "!!float" => value.Kind is ScalarKind.Integer or ScalarKind.Real ? value : null,
            "!!binary" => Binary(text),
            _ => null,
        };
    }

    /// <summary><c>!!str</c> for <c>tag:yaml.org,2002:str</c>.</summary>
    private static string ShortTag(string tag) =>
        tag.StartsWith(TagPrefix, StringComparison.Ordinal) ? "!!" + tag[TagPrefix.Length..] : tag;

    private static ScalarValue? Binary(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? ScalarValue.Of(Encoding.UTF8.GetString(bytes, 0, length)) : null;
    }
}
