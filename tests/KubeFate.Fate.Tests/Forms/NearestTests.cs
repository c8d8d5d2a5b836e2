using CsCheck;
using KubeFate.Fate.Forms;

namespace KubeFate.Fate.Tests.Forms;

public sealed class NearestTests
{
    private static readonly string[] Modules = ["rollsite", "clustermanager", "nodemanager", "mysql", "python", "fateboard", "client"];

    [Theory]
    [InlineData("rolsite", "rollsite")]
    [InlineData("rollsiet", "rollsite")]
    [InlineData("nodemanger", "nodemanager")]
    [InlineData("ClusterManager", "clustermanager")]
    [InlineData("fate-board", "fateboard")]
    [InlineData("myslq", "mysql")]
    public void A_slip_of_the_fingers_is_understood(string word, string meant) => Assert.Equal(meant, Nearest.To(word, Modules));

    [Theory]
    [InlineData("tensorboard")]
    [InlineData("x")]
    [InlineData("")]
    [InlineData("spark")]
    public void A_word_of_its_own_is_left_alone(string word) => Assert.Null(Nearest.To(word, Modules));

    [Fact]
    public void A_word_is_nearest_to_itself() =>
        Assert.All(Modules, module => Assert.Equal(module, Nearest.To(module, Modules)));

    [Fact]
    public void The_distance_is_the_same_from_both_sides_and_at_most_the_longer_word()
    {
        var words = Gen.String[Gen.Char["abcA"], 0, 8];
        Gen.Select(words, words).Sample(pair =>
        {
            var distance = Nearest.Distance(pair.Item1, pair.Item2);
            return distance == Nearest.Distance(pair.Item2, pair.Item1) && distance <= Math.Max(pair.Item1.Length, pair.Item2.Length);
        });
    }
}
