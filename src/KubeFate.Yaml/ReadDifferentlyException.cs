using YamlDotNet.Core;

namespace KubeFate.Yaml;

/// <summary>Go reads something else here, or refuses it. The message says what to write instead, and is fit to show.</summary>
public sealed class ReadDifferentlyException(Mark start, Mark end, string message) : YamlException(start, end, message);

/// <summary>
/// A collection in brackets goes on in a line that begins no deeper than the key it belongs to, or is not closed: YamlDotNet cannot tell.
/// </summary>
public sealed class UnclosedBracketException(Mark at, long column, Exception inner) : YamlException(at, at, "the bracket is not closed", inner)
{
    /// <summary>The column of the outermost bracket, 1-based.</summary>
    internal long Column { get; } = column;
}
