using KubeFate.Cli.Clusters;
using KubeFate.Cli.Output;

namespace KubeFate.Cli.Tests.Clusters;

public sealed class LogLineTests
{
    [Theory]
    [InlineData("[python-0 fateflow] ready", "\e[")]
    [InlineData("no prefix", "no prefix")]
    [InlineData("[INFO] a line of its own", "[INFO] a line of its own")]
    [InlineData("[a b", "[a b")]
    public void Only_a_prefix_of_pod_and_container_is_painted(string line, string start)
    {
        var painted = LogLine.Paint(line, Colored(true));
        Assert.StartsWith(start, painted);
        Assert.Equal(line, Unpainted(painted));
        Assert.Equal(line, LogLine.Paint(line, Colored(false)));
    }

    [Fact]
    public void All_containers_of_a_pod_have_its_colour()
    {
        var first = LogLine.Paint("[python-0 fateflow] a", Colored(true));
        var second = LogLine.Paint("[python-0 fateboard] b", Colored(true));
        Assert.Equal(first[..first.IndexOf('m', StringComparison.Ordinal)], second[..second.IndexOf('m', StringComparison.Ordinal)]);
    }

    private static string Unpainted(string text) => System.Text.RegularExpressions.Regex.Replace(text, "\e\\[\\d+m", "", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));

    private static Terminal Colored(bool color) => new()
    {
        In = TextReader.Null,
        Out = TextWriter.Null,
        Error = TextWriter.Null,
        Live = color,
        Color = color,
        Asks = false,
        ReadSecret = () => null,
        Clock = TimeProvider.System,
    };
}
