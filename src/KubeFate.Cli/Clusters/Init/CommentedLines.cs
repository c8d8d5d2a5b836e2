using System.Text;
using KubeFate.Cli.Output;

namespace KubeFate.Cli.Clusters.Init;

/// <summary>Lines of a YAML file with comments to their right, in one column.</summary>
internal sealed class CommentedLines
{
    private const int CommentColumn = 32;
    private const int Width = 124;

    private readonly StringBuilder text = new();

    public CommentedLines Line(string line, string comment = "")
    {
        text.Append(comment.Length == 0 ? line : $"{line.PadRight(CommentColumn - 1)} # {comment}").Append('\n');
        return this;
    }

    /// <summary>A key with a text, in quotes where YAML needs them.</summary>
    public CommentedLines Key(string key, string value, string comment = "") => Line($"{key}: {Scalar(value)}", comment);

    /// <summary>A heading over a part of the file.</summary>
    public CommentedLines Part(string title)
    {
        text.Append('\n').Append($"# ---- {title} ".PadRight(Width, '-')).Append('\n');
        return this;
    }

    public CommentedLines Blank() => Line("");

    public override string ToString() => text.ToString();

    // A number stays one: it was typed where a number belongs.
    public static string Scalar(string value) => value.Length > 0 && value.All(char.IsAsciiDigit) ? value : YamlText.Quote(value);
}
