using YamlDotNet.Core.Events;

namespace KubeFate.Fate.Yaml;

/// <summary>Makes a positioned value of the parser's scalar, by its quotes and its tag.</summary>
internal static class ScalarReader
{
    public static YamlScalar Read(Scalar scalar, Trail trail, ProblemList problems)
    {
        var (line, column) = ((int)scalar.Start.Line, (int)scalar.Start.Column);
        var value = ScalarResolver.Resolve(scalar);
        if (value is null)
            problems.Error(trail.ToString(), line, column,
                trail.IsSecret ? "a value that begins with ! has a tag, which means nothing here; put the value in quotes" : $"the tag {ScalarResolver.ShortTag(scalar.Tag.Value)} means nothing here; leave it out");
        else if (value is { Kind: ScalarKind.Real } real && !double.IsFinite(real.Real))
            problems.Error(trail.ToString(), line, column,
                $"{(trail.IsSecret ? "this" : scalar.Value)} is no number that a chart can get; put it in quotes if a text is meant");
        else
            return new YamlScalar(line, column, scalar.Value, value.Value);
        return new YamlScalar(line, column, scalar.Value, ScalarValue.Null);
    }
}
