using KubeFate.Cli.Output;

namespace KubeFate.Cli.Tests.Output;

public sealed class DurationsTests
{
    [Theory]
    [InlineData(-5, "0s")]
    [InlineData(0, "0s")]
    [InlineData(92, "92s")]
    [InlineData(119, "119s")]
    [InlineData(120, "2m")]
    [InlineData(310, "5m10s")]
    [InlineData(600, "10m")]
    [InlineData(13 * 60 + 59, "13m")]
    [InlineData(3 * 3600 + 20 * 60, "3h20m")]
    [InlineData(8 * 3600 + 59, "8h")]
    [InlineData(44 * 3600, "44h")]
    [InlineData(76 * 3600, "3d4h")]
    [InlineData(20 * 86400, "20d")]
    [InlineData(800 * 86400, "2y70d")]
    public void Durations_read_as_people_say_them(int seconds, string expected) =>
        Assert.Equal(expected, Durations.Humanize(TimeSpan.FromSeconds(seconds)));
}
