using System.Text;

namespace KubeFate.Cli.Output;

/// <summary>
/// A table as the original prints it: cells padded to their column and parted by a tab, which scripts cut by. Lines of a cell after the
/// first stand below it.
/// </summary>
internal sealed class TextTable
{
    private readonly List<string[]> rows = [];

    public void Add(params string[] cells) => rows.Add(cells);

    public override string ToString()
    {
        var widths = new int[rows.Count == 0 ? 0 : rows.Max(row => row.Length)];
        foreach (var row in rows)
        {
            for (var column = 0; column < row.Length; column++)
                widths[column] = Math.Max(widths[column], row[column].Split('\n').Max(line => line.Length));
        }

        var text = new StringBuilder();
        foreach (var row in rows) Append(text, row, widths);
        return text.ToString();
    }

    private static void Append(StringBuilder text, string[] row, int[] widths)
    {
        var cells = Array.ConvertAll(row, cell => cell.Split('\n'));
        for (var line = 0; line < cells.Max(cell => cell.Length); line++)
        {
            var start = text.Length;
            for (var column = 0; column < cells.Length; column++)
            {
                if (column > 0) text.Append('\t');
                text.Append((line < cells[column].Length ? cells[column][line] : "").PadRight(widths[column]));
            }

            TrimEnd(text, start);
            text.Append('\n');
        }
    }

    private static void TrimEnd(StringBuilder text, int start)
    {
        while (text.Length > start && text[^1] is ' ' or '\t') text.Length--;
    }
}
