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

    [Fact]
    public void On_a_narrow_terminal_the_widest_columns_give_way()
    {
        var table = new TextTable();
        table.Add("UUID", "NAME", "ChartVERSION");
        table.Add("eb0b5ec2-0b80-4876-9bb9-855f94e67f39", "fate-of-a-long-name-9999", "v2.0.0");
        Assert.Equal("UUID           NAME           ChartVERSION\neb0b5ec2-0b8…  fate-of-a-lo…  v2.0.0\n", table.Fit(42));
        Assert.Equal("UUID                                  NAME                      ChartVERSION\neb0b5ec2-0b80-4876-9bb9-855f94e67f39  fate-of-a-long-name-9999  v2.0.0\n", table.Fit(80));
    }

    [Fact]
    public void A_column_keeps_its_header_and_what_can_still_be_read()
    {
        var table = new TextTable();
        table.Add("UUID", "ChartVERSION");
        table.Add("eb0b5ec2-0b80-4876-9bb9-855f94e67f39", "v2.0.0-a-very-long-version");
        Assert.Equal("UUID       ChartVERSION\neb0b5ec2…  v2.0.0-a-ve…\n", table.Fit(5));
    }
}
