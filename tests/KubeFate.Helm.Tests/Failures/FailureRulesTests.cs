using KubeFate.Helm.Failures;
using KubeFate.Helm.Processes;

namespace KubeFate.Helm.Tests.Failures;

/// <summary>What helm 4.1.4 and 3.9.4 really printed when they were run into each failure, and what a user reads instead.</summary>
public sealed class FailureRulesTests
{
    private static readonly HelmCall Install = new() { Verb = "install", Release = new("fate-9999", "fate"), Chart = "/charts/fate-v1.8.0.tgz" };

    [Theory]
    [MemberData(nameof(FailureCases.Release), MemberType = typeof(FailureCases))]
    [MemberData(nameof(FailureCases.Chart), MemberType = typeof(FailureCases))]
    [MemberData(nameof(FailureCases.Object), MemberType = typeof(FailureCases))]
    [MemberData(nameof(FailureCases.Access), MemberType = typeof(FailureCases))]
    [MemberData(nameof(FailureCases.Connection), MemberType = typeof(FailureCases))]
    public void Helms_words_become_a_code_and_a_sentence(string printed, HelmFailure code, string sentence)
    {
        var error = FailureRules.Explain(Install, new ChildResult(1, "", printed));

        Assert.Equal(sentence, error.Message);
        Assert.Equal(code, error.Code);
        Assert.Equal(printed.Trim(), error.Detail);
    }

    [Theory]
    [MemberData(nameof(RefusalCases.All), MemberType = typeof(RefusalCases))]
    public void Every_object_that_is_refused_is_told_with_its_cure(string printed, HelmFailure code, string sentence)
    {
        var error = FailureRules.Explain(Install with { Verb = "upgrade" }, new ChildResult(1, "", printed));

        Assert.Equal(sentence, error.Message);
        Assert.Equal(code, error.Code);
    }

    [Fact]
    public void An_entry_that_the_values_of_an_install_name_twice_is_their_fault()
    {
        var error = FailureRules.Explain(Install, new ChildResult(1, "", "Error: INSTALLATION FAILED: Service \"web\" is invalid: spec.ports[1].name: Duplicate value: \"http\""));

        Assert.Equal((HelmFailure.ValuesInvalid, "Kubernetes refuses Service web: \"http\" stands twice (spec.ports[1].name); name each once"), (error.Code, error.Message));
    }

    [Theory]
    [InlineData("Error: release: not found")]
    [InlineData("Error: uninstall: Release not loaded: fate-9999: release: not found")]
    [InlineData("WARNING: Kubernetes configuration file is group-readable. This is insecure. Location: /etc/k\nError: release: not found")]
    public void Only_helms_own_sentence_means_that_there_is_no_release(string printed) =>
        Assert.Equal(HelmFailure.ReleaseMissing, FailureRules.Explain(Install, new ChildResult(1, "", printed)).Code);

    [Theory]
    [InlineData("Error: query: failed to query with labels: the server could not find the requested resource")]
    [InlineData("Error: query: failed to query with labels: secrets \"release: not found\" is forbidden")]
    [InlineData("Error: Kubernetes cluster unreachable: Get \"http://release/version\": release: not found")]
    [InlineData("Error: kubernetes cluster unreachable: unknown (get secrets): <html>404 release: not found</html>")]
    [InlineData("")]
    public void An_error_that_only_sounds_like_it_does_not(string printed) =>
        Assert.NotEqual(HelmFailure.ReleaseMissing, FailureRules.Explain(Install, new ChildResult(1, "", printed)).Code);

    [Fact]
    public void What_no_rule_knows_keeps_helms_words()
    {
        var error = FailureRules.Explain(Install, new ChildResult(1, "", "level=ERROR msg=\"x\"\nError: INSTALLATION FAILED: the moon is full\n"));

        Assert.Equal((HelmFailure.Other, "helm install failed: the moon is full"), (error.Code, error.Message));
    }

    [Fact]
    public void Silence_is_told_as_such() =>
        Assert.Equal("helm install failed: exit code 3 and no word why", FailureRules.Explain(Install, new ChildResult(3, "", "")).Message);

    [Theory]
    [InlineData("Error: UPGRADE FAILED: Get \"https://127.0.0.1:6443/api/v1\": dial tcp 127.0.0.1:6443: connect: connection refused")]
    [InlineData("Error: INSTALLATION FAILED: error validating \"\": error validating data: failed to download openapi: Get \"https://10.0.0.1/openapi/v2\": EOF")]
    [InlineData("Error: query: failed to query with labels: Get \"https://10.0.0.1/api\": net/http: TLS handshake timeout")]
    [InlineData("Error: INSTALLATION FAILED: Internal error occurred: etcdserver: leader changed")]
    [InlineData("Error: INSTALLATION FAILED: the server is currently unable to handle the request")]
    [InlineData("Error: UPGRADE FAILED: another operation (install/upgrade/rollback) is in progress")]
    [InlineData("Error: INSTALLATION FAILED: failed post-install: 1 error occurred:\n\t* Get \"https://10.0.0.1/apis\": dial tcp 10.0.0.1:443: connect: connection refused\n")]
    public void An_outage_is_one_that_passes(string printed) =>
        Assert.True(FailureRules.Explain(Install, new ChildResult(1, "", printed)) is { IsTransient: true }, printed);

    [Theory]
    [InlineData("Error: Kubernetes cluster unreachable: Get \"https://10.0.0.1/version\": tls: failed to verify certificate: x509: certificate signed by unknown authority")]
    [InlineData("Error: Kubernetes cluster unreachable: Get \"https://nowhere.example/version\": dial tcp: lookup nowhere.example on 10.0.0.2:53: no such host")]
    [InlineData("Error: context \"prod\" does not exist")]
    [InlineData("Error: INSTALLATION FAILED: failed post-install: timed out waiting for the condition")]
    [InlineData("Error: INSTALLATION FAILED: failed to download openapi: the server could not find the requested resource")]
    public void What_somebody_has_to_set_right_is_none(string printed) =>
        Assert.False(FailureRules.Explain(Install, new ChildResult(1, "", printed)).IsTransient, printed);
}
