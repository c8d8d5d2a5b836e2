using CsCheck;
using KubeFate.Fate.Forms;

namespace KubeFate.Fate.Tests.Forms;

public sealed class GoDurationTests
{
    [Theory]
    [InlineData("90m", "01:30:00")]
    [InlineData("1h30m", "01:30:00")]
    [InlineData("1.5h", "01:30:00")]
    [InlineData(".5s", "00:00:00.5")]
    [InlineData("1h15m30.918273645s", "01:15:30.9182736")]
    [InlineData("100ms", "00:00:00.1")]
    [InlineData("2us", "00:00:00.000002")]
    [InlineData("2µs", "00:00:00.000002")]
    [InlineData("200ns", "00:00:00.0000002")]
    [InlineData("-3s", "-00:00:03")]
    [InlineData("+3s", "00:00:03")]
    [InlineData("0", "00:00:00")]
    public void A_duration_of_Go_is_read(string text, string time) =>
        Assert.Equal(TimeSpan.Parse(time, System.Globalization.CultureInfo.InvariantCulture), GoDuration.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("3")]
    [InlineData("m")]
    [InlineData(".s")]
    [InlineData("1.2.3s")]
    [InlineData("3 m")]
    [InlineData("3d")]
    [InlineData("1h-3m")]
    [InlineData("99999999999999999999h")]
    [InlineData("9999999h")]
    public void Anything_else_is_none(string text) => Assert.Null(GoDuration.Parse(text));

    [Fact]
    public void Hours_minutes_and_seconds_add_up() =>
        Gen.Select(Gen.Int[0, 100], Gen.Int[0, 59], Gen.Int[0, 59])
            .Sample(time => GoDuration.Parse($"{time.Item1}h{time.Item2}m{time.Item3}s") == new TimeSpan(time.Item1, time.Item2, time.Item3));
}
