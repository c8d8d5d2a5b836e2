using System.Globalization;
using KubeFate.Client.Wire;
using KubeFate.Fate;
using KubeFate.Service.Hosting;

namespace KubeFate.Service.Clusters.Rendering;

/// <summary>What is wrong or doubtful, gathered, as much as somebody will read: a chart may render thousands of objects, each with its doubt.</summary>
internal sealed class RenderProblems
{
    private const int MostTold = 200;

    private readonly List<ProblemResponse> problems = [];
    private readonly HashSet<ProblemResponse> known = [];
    private int left;

    public RenderProblems(IEnumerable<Problem> ofSpec)
    {
        foreach (var problem in ofSpec) Add(InvalidSpecException.ToResponse(problem));
    }

    /// <summary>All, or the first and a last one that says how many more there are.</summary>
    public IReadOnlyList<ProblemResponse> All => left == 0
        ? problems
        : [.. problems, Of(problems.Exists(problem => problem.Severity == "error") ? "error" : "warning", "", string.Create(CultureInfo.InvariantCulture, $"and {left:N0} more problems; correct these first"))];

    /// <summary>An install or update would fail by it.</summary>
    public void Error(string path, string message) => Add(Of("error", path, message));

    /// <summary>It may work all the same.</summary>
    public void Warning(string path, string message) => Add(Of("warning", path, message));

    private static ProblemResponse Of(string severity, string path, string message) => new() { Severity = severity, Path = path, Line = 0, Message = message };

    private void Add(ProblemResponse problem)
    {
        if (known.Contains(problem)) return;
        if (problems.Count < MostTold)
        {
            known.Add(problem);
            problems.Add(problem);
            return;
        }

        left++;
        // An error is why it fails: it takes the place of a warning.
        var warning = problem.Severity == "error" ? problems.FindLastIndex(told => told.Severity != "error") : -1;
        if (warning < 0) return;
        problems.RemoveAt(warning);
        problems.Add(problem);
        known.Add(problem);
    }
}
