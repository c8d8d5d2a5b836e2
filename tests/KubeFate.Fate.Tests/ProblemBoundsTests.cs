namespace KubeFate.Fate.Tests;

/// <summary>A hostile file has as many faults as it has bytes; nobody reads them all.</summary>
public sealed class ProblemBoundsTests
{
    private const string Head = "name: a\nnamespace: a\nchartName: fate\nchartVersion: v2.0.0\npartyId: 9999\n";

    [Fact]
    public void Of_very_many_problems_the_first_are_told_and_how_many_more_there_are()
    {
        var problems = ClusterFile.Parse(Head + "modules: [" + string.Join(',', Enumerable.Range(0, 90_000).Select(number => $"m{number}")) + "]\n").Problems;

        Assert.Equal(101, problems.Count);
        Assert.Matches("^and (8|9)[0-9],[0-9]{3} more problems; correct these first$", problems[^1].Message);
        Assert.Equal(ProblemSeverity.Error, problems[^1].Severity);
        Assert.InRange(problems.Sum(problem => problem.Message.Length + problem.Path.Length), 0, 101 * 1300);
    }

    [Fact]
    public void Few_problems_are_all_told()
    {
        var problems = ClusterFile.Parse(Head + "modules: [" + string.Join(',', Enumerable.Range(0, 60).Select(number => $"m{number}")) + "]\n").Problems;

        Assert.InRange(problems.Count, 60, 100);
        Assert.DoesNotContain(problems, problem => problem.Message.Contains("more problems", StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_problem_repeats_of_the_file_has_an_end()
    {
        var name = new string('k', 100_000);

        var problems = ClusterFile.Parse($"{Head}{name}: {{ {name}: 1 }}\nmodules: [{name}]\n").Problems;

        Assert.NotEmpty(problems);
        Assert.All(problems, problem => Assert.InRange(problem.Message.Length + problem.Path.Length, 1, 1310));
    }
}
