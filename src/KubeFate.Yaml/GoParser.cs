using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace KubeFate.Yaml;

/// <summary>
/// YamlDotNet's parser, which stops where it and libyaml would read two different values: the YAML test suite and mutations of it, read by
/// both, showed these and no others. All its failures are <see cref="YamlException"/>, whatever the library throws.
/// </summary>
internal sealed class GoParser(string text) : IParser
{
    /// <summary>Deeper than any file that somebody wrote. The library's time grows with the square of the depth, and a deep recursion ends the process.</summary>
    private const int DepthLimit = 200;

    private readonly Parser parser = new(new Scanner(new StringReader(text), skipComments: true));
    private readonly Stack<bool> isFlow = new();
    private Mark last = Mark.Empty;
    private long bracket = 1;

    public ParsingEvent? Current => parser.Current;

    public bool MoveNext()
    {
        try
        {
            if (!parser.MoveNext()) return false;
        }
        catch (InvalidOperationException failure)
        {
            // What YamlDotNet says of a flow collection that a lesser indentation ends.
            throw new UnclosedBracketException(last, bracket, failure);
        }
        catch (ArgumentException failure)
        {
            throw new YamlException(last, last, $"this is no tag: {failure.Message}", failure);
        }
        catch (Exception failure) when (failure is not (YamlException or OutOfMemoryException))
        {
            throw new YamlException(last, last, $"YAML's reader failed behind this place: {failure.Message}", failure);
        }

        Check(parser.Current!);
        last = parser.Current!.End;
        return true;
    }

    private void Check(ParsingEvent current)
    {
        switch (current)
        {
            case SequenceStart { Style: SequenceStyle.Flow } or MappingStart { Style: MappingStyle.Flow }:
                Enter(current, inBrackets: true);
                break;
            case SequenceStart or MappingStart:
                Enter(current, inBrackets: false);
                break;
            case SequenceEnd or MappingEnd:
                isFlow.Pop();
                break;
            case Scalar { Style: ScalarStyle.Plain } scalar when scalar.Value.StartsWith(GoYaml.ByteOrderMark):
                throw new ReadDifferentlyException(scalar.Start, scalar.End, "an invisible character, a byte order mark, stands before this word; take it away");
            case Scalar { Style: ScalarStyle.Plain } scalar when isFlow.TryPeek(out var inBrackets) && inBrackets:
                CheckInBrackets(scalar);
                break;
        }

        var name = current is AnchorAlias alias ? alias.Value.Value : current is NodeEvent { Anchor.IsEmpty: false } node ? node.Anchor.Value : "";
        // The name is not repeated: it may be a password that begins with & or *.
        if (!name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-'))
            throw new ReadDifferentlyException(current.Start, current.End, "the name of an anchor has letters, digits, - and _ only, and helm cuts this one off; put the value in quotes if none is meant");
    }

    private void Enter(ParsingEvent current, bool inBrackets)
    {
        if (inBrackets && !isFlow.Contains(true)) bracket = current.Start.Column;
        if (isFlow.Count == DepthLimit) throw new ReadDifferentlyException(current.Start, current.End, $"it is nested more than {DepthLimit} levels deep");
        isFlow.Push(inBrackets);
    }

    /// <summary>Inside brackets libyaml begins a key at every "?" and needs a blank, a line's end or a quoted key before a ":" that ends one.</summary>
    private void CheckInBrackets(Scalar scalar)
    {
        if (scalar.Value.StartsWith('?')) throw new ReadDifferentlyException(scalar.Start, scalar.End, "a value in brackets cannot begin with ?; put it in quotes");
        var end = (int)scalar.End.Index;
        while (end < text.Length && char.IsWhiteSpace(text[end])) end++;
        if (scalar.Value.Length > 0 && end + 1 < text.Length && text[end] == ':' && text[end + 1] is ',' or '[' or ']' or '{' or '}')
            throw new ReadDifferentlyException(scalar.Start, scalar.End, "a blank is needed after this colon, or quotes around the text that it belongs to");
    }
}
