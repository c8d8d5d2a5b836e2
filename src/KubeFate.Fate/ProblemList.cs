namespace KubeFate.Fate;

/// <summary>Gathers problems while a file is checked.</summary>
internal sealed class ProblemList
{
    private readonly List<Problem> problems = [];

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
        problems.AddRange(other.problems);
    }

    /// <summary>
    /// In the order of the file, those of the whole file first. What two checks found is said once, and where there is an error no warning is
    /// needed.
    /// </summary>
    public IReadOnlyList<Problem> InOrder()
    {
        var wrong = problems.Where(problem => problem.Severity == ProblemSeverity.Error).Select(Place).ToHashSet();
        return
        [
            .. problems
                .Where(problem => problem.Severity == ProblemSeverity.Error || !wrong.Contains(Place(problem)))
                .DistinctBy(problem => (Place(problem), problem.Message))
                .OrderBy(problem => problem.Line)
                .ThenBy(problem => problem.Column),
        ];
    }

    private static (string Path, int Line, int Column) Place(Problem problem) => (problem.Path, problem.Line, problem.Column);

    private void Add(ProblemSeverity severity, string path, int line, int column, string message) =>
        problems.Add(new Problem { Severity = severity, Path = path, Line = line, Column = column, Message = message });
}
