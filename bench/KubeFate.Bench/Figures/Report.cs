namespace KubeFate.Bench.Figures;

/// <summary>Prints the figures as a table that can be pasted into docs/performance.md.</summary>
internal static class Report
{
    public static void Write(TextWriter output, IReadOnlyList<Figure> figures)
    {
        string[][] rows = [["figure", "aim", "measured", ""], .. figures.Select(Row)];
        var widths = Enumerable.Range(0, 4).Select(column => rows.Max(row => row[column].Length)).ToArray();
        output.WriteLine(Line(rows[0], widths));
        output.WriteLine(Line([.. widths.Select(width => new string('-', width))], widths));
        foreach (var row in rows.Skip(1)) output.WriteLine(Line(row, widths));
    }

    private static string[] Row(Figure figure) =>
        [figure.Name, figure.Aim, figure.Measured, figure.Verdict switch { Verdict.Reached => "reached", Verdict.Missed => "MISSED", _ => "" }];

    private static string Line(string[] cells, int[] widths) =>
        "| " + string.Join(" | ", cells.Select((cell, column) => cell.PadRight(widths[column]))) + " |";
}
