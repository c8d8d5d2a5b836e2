using KubeFate.Helm.Releases;

namespace KubeFate.Helm.Tests.Releases;

public sealed class ReleaseJsonTests
{
    [Theory]
    [InlineData("fate-v1.8.0", "fate", "v1.8.0")]
    [InlineData("fate-exchange-v1.11.2", "fate-exchange", "v1.11.2")]
    [InlineData("fate-2.0.0-beta.1", "fate", "2.0.0-beta.1")]
    [InlineData("fate-2.0.0-rc-1+build.7", "fate", "2.0.0-rc-1+build.7")]
    [InlineData("node-18-app-0.1.0", "node-18-app", "0.1.0")]
    [InlineData("odd-1.10", "odd", "1.10")]
    [InlineData("odd", "odd", "")]
    public void A_label_of_history_splits_into_name_and_version(string label, string name, string version) =>
        Assert.Equal((name, version), ReleaseJson.SplitLabel(label));

    [Theory]
    [InlineData("<html>")]
    [InlineData("{}")]
    [InlineData("")]
    public void An_answer_that_is_no_history_is_a_failure_not_an_empty_one(string answer)
    {
        var error = Assert.Throws<HelmException>(() => ReleaseJson.History(new("fate", "ns"), answer));

        Assert.Equal(HelmFailure.Other, error.Code);
        Assert.Equal(answer, error.Detail);
    }

    [Fact]
    public void A_status_of_tomorrow_is_unknown()
    {
        var history = ReleaseJson.History(new("fate", "ns"), """[{"revision":1,"updated":"2026-01-02T03:04:05Z","status":"dreaming","chart":"a-1.0.0","app_version":"","description":""}]""");

        Assert.Equal(ReleaseStatus.Unknown, Assert.Single(history).Status);
    }
}
