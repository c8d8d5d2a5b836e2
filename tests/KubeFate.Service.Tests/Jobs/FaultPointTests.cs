using KubeFate.Service.Jobs.Work;

namespace KubeFate.Service.Tests.Jobs;

public sealed class FaultPointTests
{
    [Theory]
    [InlineData("install-release:started", "install-release", FaultMoment.Started, 0)]
    [InlineData("install-release:during+300", "install-release", FaultMoment.During, 300)]
    [InlineData("end:Finished", "end", FaultMoment.Finished, 0)]
    public void A_point_is_a_step_and_a_moment(string value, string step, object moment, int milliseconds) =>
        Assert.Equal((step, (FaultMoment)moment, TimeSpan.FromMilliseconds(milliseconds)), FaultPoint.Parse(value));

    [Theory]
    [InlineData("install-release")]
    [InlineData("install-release:sometime")]
    [InlineData("a:b:c")]
    public void What_cannot_be_read_is_refused_so_that_no_test_passes_by_a_typing_error(string value) =>
        Assert.Throws<FormatException>(() => FaultPoint.Parse(value));

    [Fact]
    public void Without_the_variable_nothing_happens()
    {
        Assert.Null(FaultPoint.Parse(null));
        FaultPoint.Hit("install-release", FaultMoment.Started);
    }
}
