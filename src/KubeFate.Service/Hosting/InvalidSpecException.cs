using KubeFate.Client.Wire;
using KubeFate.Fate;

namespace KubeFate.Service.Hosting;

/// <summary>A cluster.yaml that cannot be installed: status 400 with every problem.</summary>
public sealed class InvalidSpecException(IReadOnlyList<Problem> problems)
    : Exception(Summary(problems))
{
    /// <summary>All problems, warnings too.</summary>
    public IReadOnlyList<ProblemResponse> Problems { get; } = [.. problems.Select(ToResponse)];

    /// <summary>A problem as /v1 shows it.</summary>
    public static ProblemResponse ToResponse(Problem problem) => new()
    {
        Severity = problem.Severity == ProblemSeverity.Error ? "error" : "warning",
        Path = problem.Path,
        Line = problem.Line,
        Message = problem.Message,
    };

    private static string Summary(IReadOnlyList<Problem> problems)
    {
        var errors = problems.Where(problem => problem.Severity == ProblemSeverity.Error).ToList();
        var first = errors[0].Path.Length == 0 ? errors[0].Message : $"{errors[0].Path}: {errors[0].Message}";
        return errors.Count == 1 ? first : $"{first} (and {errors.Count - 1} more)";
    }
}
