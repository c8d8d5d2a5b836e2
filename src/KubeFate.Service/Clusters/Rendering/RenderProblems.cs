using KubeFate.Client.Wire;
using KubeFate.Fate;
using KubeFate.Service.Hosting;

namespace KubeFate.Service.Clusters.Rendering;

/// <summary>What is wrong or doubtful, gathered.</summary>
internal sealed class RenderProblems(IEnumerable<Problem> ofSpec)
{
    private readonly List<ProblemResponse> problems = [.. ofSpec.Select(InvalidSpecException.ToResponse)];

    public IReadOnlyList<ProblemResponse> All => problems;

    /// <summary>An install or update would fail by it.</summary>
    public void Error(string path, string message) => Add("error", path, message);

    /// <summary>It may work all the same.</summary>
    public void Warning(string path, string message) => Add("warning", path, message);

    private void Add(string severity, string path, string message)
    {
        var problem = new ProblemResponse { Severity = severity, Path = path, Line = 0, Message = message };
        if (!problems.Contains(problem)) problems.Add(problem);
    }
}
