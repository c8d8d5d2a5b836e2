using KubeFate.Cli.Output;

namespace KubeFate.Cli.Tests.Output;

public sealed class TextTableTests
{
    [Fact]
    public void Columns_are_padded_and_parted_by_a_tab_and_lines_of_a_cell_stand_below_it()
    {
        var table = new TextTable();
        table.Add("UUID", "NAME");
        table.Add("1", "first\nsecond");
        table.Add("longer-id", "x");
        Assert.Equal("UUID     \tNAME\n1        \tfirst\n         \tsecond\nlonger-id\tx\n", table.ToString());
    }
}
