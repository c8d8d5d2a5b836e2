using System.Runtime.ExceptionServices;
using YamlDotNet.Core;

namespace KubeFate.Yaml;

/// <summary>
/// The one way to YAML: whatever reads a text gets the parser from here. Helm and Kubernetes read with Go's gopkg.in/yaml, which is libyaml;
/// YamlDotNet refuses some texts that it takes, and takes a few for something else. The former are rewritten, in places that change no value
/// (<see cref="TextRepair"/>), the latter refused (<see cref="GoParser"/>), so that a value is the same everywhere or nowhere.
/// </summary>
public static class GoYaml
{
    /// <summary>
    /// How much is read again in all, in characters: every rewritten place costs another reading up to there. A text with more such places
    /// than that pays for is refused at the next of them. One such place is always paid for.
    /// </summary>
    private const long MostReadAgain = 512L * 1024;

    internal const char ByteOrderMark = '\uFEFF';

    /// <summary>Reads a text, perhaps several times: what <paramref name="read"/> makes of the last reading counts.</summary>
    /// <param name="text">With or without a byte order mark.</param>
    /// <param name="read">
    /// Reads all it needs from the parser; the second argument is the text that the parser's marks point into. It has the lines of the first,
    /// no byte order mark, and more blanks, or fewer, where something was rewritten.
    /// </param>
    /// <exception cref="YamlException">It is not YAML, or, as <see cref="ReadDifferentlyException"/>, not the same to Go.</exception>
    public static T Read<T>(string text, Func<IParser, string, T> read)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(read);
        text = text.TrimStart(ByteOrderMark);
        YamlException? first = null;
        var (place, budget) = (-1, MostReadAgain);
        while (true)
        {
            try
            {
                return read(new GoParser(text), text);
            }
            catch (EndOfStreamException failure)
            {
                // What the library's own helpers say of a reader that expects more.
                throw new YamlException(Mark.Empty, Mark.Empty, "the text ends where more is expected", failure);
            }
            catch (YamlException failure) when (failure is not ReadDifferentlyException)
            {
                // A quote or a bracket that is never closed also looks like a line that begins too far left: then the first word counts.
                first ??= failure;
                var repaired = TextRepair.Of(text, failure);
                if (repaired is not var (better, where) || where <= place || (place >= 0 && budget < text.Length)) ExceptionDispatchInfo.Throw(first);
                else (text, place, budget) = (better, where, budget - text.Length);
            }
        }
    }
}
