using System.Globalization;

namespace KubeFate.Fate;

/// <summary>Gathers problems while a file is checked, as many as somebody will read: a hostile file has as many as it has bytes.</summary>
internal sealed class ProblemList
{
    /// <summary>How many are told; the last then says how many more there are.</summary>
    public const int MostTold = 100;

    private const int MostKept = 20 * MostTold, LongestPath = 300, LongestMessage = 1000;

    private readonly List<Problem> problems = [];
    private int left;

    public bool HasErrors { get; private set; }

    public void Error(string path, int line, int column, string message)
    {
        HasErrors = true;
        Add(ProblemSeverity.Error, path, line, column, message);
    }

    public void Warning(string path, int line, int column, string message) => Add(ProblemSeverity.Warning, path, line, column, message);

    /// <summary>Adds all that another list has.</summary>
    public void Add(ProblemList other)
    {
        HasErrors |= other.HasErrors;
        left += other.left;
        foreach (var problem in other.problems) Add(problem);
    }

    /// <summary>
    /// In the order of the file, those of the whole file first. What two checks found is said once, and where there is an error no warning is
    /// needed. Errors come before warnings where there are too many.
    /// </summary>
    public IReadOnlyList<Problem> InOrder()
    {
        var wrong = problems.Where(problem => problem.Severity == ProblemSeverity.Error).Select(Place).ToHashSet();
        var all = problems
            .Where(problem => problem.Severity == ProblemSeverity.Error || !wrong.Contains(Place(problem)))
            .DistinctBy(problem => (Place(problem), problem.Message))
            .ToList();
        if (all.Count <= MostTold && left == 0) return [.. InOrder(all)];
        var more = string.Create(CultureInfo.InvariantCulture, $"and {Math.Max(0, all.Count - MostTold) + left:N0} more problems; correct these first");
        var told = InOrder(all).OrderBy(problem => problem.Severity == ProblemSeverity.Warning).Take(MostTold);
        return [.. InOrder(told), new Problem { Severity = HasErrors ? ProblemSeverity.Error : ProblemSeverity.Warning, Path = "", Line = 0, Column = 0, Message = more }];
    }

    private static IOrderedEnumerable<Problem> InOrder(IEnumerable<Problem> some) => some.OrderBy(problem => problem.Line).ThenBy(problem => problem.Column);

    private static (string Path, int Line, int Column) Place(Problem problem) => (problem.Path, problem.Line, problem.Column);

    private void Add(ProblemSeverity severity, string path, int line, int column, string message)
    {
        if (problems.Count >= MostKept) left++;
        else problems.Add(new Problem { Severity = severity, Path = Cut(path, LongestPath), Line = line, Column = column, Message = Cut(message, LongestMessage) });
    }

    private void Add(Problem problem)
    {
        if (problems.Count >= MostKept) left++;
        else problems.Add(problem);
    }

    // Keys and values are repeated, and they may have a megabyte.
    private static string Cut(string text, int most) => text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)] + "…";
}
