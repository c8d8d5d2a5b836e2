using System.Text;

namespace KubeFate.Cli.Output;

/// <summary>
/// A table as the original prints it: cells padded to their column and separated by a tab, which scripts cut by. Further lines of a cell
/// follow below its first.
/// </summary>
internal sealed class TextTable
{
    // A column narrower than this tells nothing any more, and a UUID's first eight characters are still a prefix that can be typed.
    private const int Narrowest = 9;
    private const string Gap = "  ";

    private readonly List<string[]> rows = [];

    public void Add(params string[] cells) => rows.Add(cells);

    public override string ToString() => Write(Widths(), "\t");

    /// <summary>
    /// The table for a terminal of this width: no line wraps as long as every column keeps its header and a few characters. The widest columns give
    /// way, and an ellipsis shows what was cut.
    /// </summary>
    public string Fit(int width)
    {
        var widths = Widths();
        var least = Array.ConvertAll(widths, _ => Narrowest);
        for (var column = 0; rows.Count > 0 && column < rows[0].Length; column++) least[column] = Math.Max(Narrowest, rows[0][column].Length);
        for (var over = widths.Sum() + Gap.Length * (widths.Length - 1) - width; over > 0; over--)
        {
            var widest = Widest(widths, least);
            if (widest < 0) break;
            widths[widest]--;
        }

        return Write(widths, Gap);
    }

    private static int Widest(int[] widths, int[] least)
    {
        var widest = -1;
        for (var column = 0; column < widths.Length; column++)
        {
            if (widths[column] > least[column] && (widest < 0 || widths[column] > widths[widest])) widest = column;
        }

        return widest;
    }

    private int[] Widths()
    {
        var widths = new int[rows.Count == 0 ? 0 : rows.Max(row => row.Length)];
        foreach (var row in rows)
        {
            for (var column = 0; column < row.Length; column++)
                widths[column] = Math.Max(widths[column], row[column].Split('\n').Max(line => line.Length));
        }

        return widths;
    }

    private string Write(int[] widths, string gap)
    {
        var text = new StringBuilder();
        foreach (var row in rows) Append(text, row, widths, gap);
        return text.ToString();
    }

    private static void Append(StringBuilder text, string[] row, int[] widths, string gap)
    {
        var cells = Array.ConvertAll(row, cell => cell.Split('\n'));
        for (var line = 0; line < cells.Max(cell => cell.Length); line++)
        {
            var start = text.Length;
            for (var column = 0; column < cells.Length; column++)
            {
                if (column > 0) text.Append(gap);
                text.Append(Cut(line < cells[column].Length ? cells[column][line] : "", widths[column]).PadRight(widths[column]));
            }

            TrimEnd(text, start);
            text.Append('\n');
        }
    }

    private static string Cut(string cell, int width) => cell.Length <= width ? cell : string.Concat(cell.AsSpan(0, width - 1), "…");

    private static void TrimEnd(StringBuilder text, int start)
    {
        while (text.Length > start && text[^1] is ' ' or '\t') text.Length--;
    }
}
