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

    [Theory]
    [InlineData("[null]")]
    [InlineData("[1]")]
    [InlineData("[[]]")]
    [InlineData("[{}]")]
    [InlineData("""[{"revision":null}]""")]
    [InlineData("""[{"revision":"1"}]""")]
    [InlineData("""[{"revision":99999999999}]""")]
    [InlineData("""[{"revision":1.5}]""")]
    [InlineData("""[{"revision":1,"revision":2}]""")]
    [InlineData("""[{"revision":1,"description":"\ud800"}]""")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("WARNING: this is no JSON")]
    public void A_history_that_helm_would_not_print_is_told_as_one(string json)
    {
        var failure = Assert.Throws<HelmException>(() => ReleaseJson.History(new ReleaseName("a", "b"), json));
        Assert.Equal((HelmFailure.Other, json), (failure.Code, failure.Detail));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"version":"1"}""")]
    [InlineData("""{"version":1,"info":3}""")]
    [InlineData("""{"version":1,"chart":[null]}""")]
    [InlineData("""{"version":1,"name":"\udc00"}""")]
    [InlineData("""{"version":1,"version":2}""")]
    public void A_release_that_helm_would_not_print_is_told_as_one(string json) =>
        Assert.Contains("not the JSON it was asked for", Assert.Throws<HelmException>(() => ReleaseJson.Release(json)).Message, StringComparison.Ordinal);
}
