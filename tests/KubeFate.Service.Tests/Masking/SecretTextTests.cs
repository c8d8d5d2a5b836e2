using KubeFate.Service.Masking;

namespace KubeFate.Service.Tests.Masking;

/// <summary>Secrets in texts: nothing of "hunter2" or a token may be left, and what helps must stay.</summary>
public sealed class SecretTextTests
{
    private const string Jwt = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpZCI6ImFkbWluIn0.0hXkQyB2W_x-F5QkR9fYl1hQhW4W0jQmNq1w1o7jXk8";

    public static TheoryData<string, string> Texts => new()
    {
        { "password=hunter2", "password=***" },
        { "user=fate&password=hunter2&x=1", "user=fate&password=***" },
        { "jdbc:mysql://mysql:3306/eggroll_meta?user=fate&password=hunter2", "jdbc:mysql://mysql:3306/eggroll_meta?user=fate&password=***" },
        { "eggroll.resourcemanager.clustermanager.jdbc.password=hunter2", "eggroll.resourcemanager.clustermanager.jdbc.password=***" },
        { "MYSQL_ROOT_PASSWORD: hunter2 and more of hunter2", "MYSQL_ROOT_PASSWORD: ***" },
        { "  passwd: hunter2", "  passwd: ***" },
        { "  passwd: \"hunter2\"", "  passwd: ***" },
        { "passphrase = 'hunter2 hunter2'", "passphrase = ***" },
        { """{"user":"fate","password":"hunter2","x":1}""", """{"user":"fate","password":***,"x":1}""" },
        { """{"password":"hunt\"hunter2","x":1}""", """{"password":***,"x":1}""" },
        { """{"log":"{\"password\":\"hunter2\",\"x\":1}"}""", """{"log":"{\"password\":***,\"x\":1}"}""" },
        { """{"log":"{\"password\":\"a\\\"hunter2\",\"x\":1}"}""", """{"log":"{\"password\":***,\"x\":1}"}""" },
        { "mysql://fate:hunter2@mysql:3306/fate", "mysql://fate:***@mysql:3306/fate" },
        { "amqp://fate:hun@hunter2@rabbitmq:5672/", "amqp://fate:***@rabbitmq:5672/" },
        { "redis://:hunter2@redis:6379", "redis://:***@redis:6379" },
        { "https://user:hun/hunter2@host/x", "https://user:***@host/x" },
        { "https://hunter2hunter2@github.com/x", "https://***@github.com/x" },
        { "Authorization: Bearer " + Jwt, "Authorization: ***" },
        { "header authorization=Basic YWRtaW46aHVudGVyMg==", "header authorization=***" },
        { "curl -H 'X: Bearer kft_hunter2hunter2'", "curl -H 'X: Bearer ***'" },
        { "got " + Jwt + " from admin", "got *** from admin" },
        { "signed in with kft_hunter2_abcDEF-9, well", "signed in with ***, well" },
        { "--password hunter2 --user fate", "--password *** --user fate" },
        { "--from-literal=token=hunter2", "--from-literal=token=***" },
        { "helm upgrade --registry-password 'hunter2' x", "helm upgrade --registry-password *** x" },
        { "CREATE USER fate IDENTIFIED BY 'hunter2';", "CREATE USER fate IDENTIFIED BY ***;" },
        { "Set-Cookie: jwt=hunter2; Path=/", "Set-Cookie: ***" },
        { "-----BEGIN RSA PRIVATE KEY-----\nhunter2\nhunter2\n-----END RSA PRIVATE KEY-----\nafter", "***\nafter" },
        { "-----BEGIN PRIVATE KEY-----\nhunter2 that is cut", "***" },
        { "password: |\n  hunter2\n  hunter2\nuser: fate", "password: ***\n ***\nuser: fate" },
        { "c.NotebookApp.token = 'hunter2'", "c.NotebookApp.token = ***" },
        { "[I] http://127.0.0.1:20000/?token=hunter2", "[I] http://127.0.0.1:20000/?token=***" },
        { "access_key => hunter2", "access_key => ***" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_secret_in_a_text_is_masked(string text, string masked)
    {
        Assert.Equal(masked, SecretText.Masked(text));
        Assert.DoesNotContain("hunter2", SecretText.Masked(text));
    }

    [Theory]
    [InlineData("secretName: mysql-credentials")]
    [InlineData("automountServiceAccountToken: false")]
    [InlineData("Secret \"mysql-credentials\" not found")]
    [InlineData("the token is invalid")]
    [InlineData("password: \"\"")]
    [InlineData("password=null")]
    [InlineData("Pulled image docker.io/federatedai/eggroll@sha256:0123")]
    [InlineData("GET http://fateflow:9380/v1/version/get 200")]
    [InlineData("mountPath: /var/run/secrets/kubernetes.io/serviceaccount")]
    [InlineData("2026-11-23T10:00:00Z INF KubeFATE service v2.0.0 listens on http://127.0.0.1:8080; storage: sqlite /data/kubefate.db")]
    public void What_helps_to_find_a_fault_stays(string text) => Assert.Equal(text, SecretText.Masked(text));

    [Fact]
    public void A_private_key_that_a_log_prints_line_by_line_is_masked()
    {
        var mask = new LineMask(new SecretMask());
        string[] log = ["before", "-----BEGIN EC PRIVATE KEY-----", "hunter2", "hunter2", "-----END EC PRIVATE KEY-----", "after"];
        Assert.Equal(["before", "***", "after"], log.Select(mask.Line).OfType<string>());
    }

    [Fact]
    public void A_long_line_without_spaces_is_masked_in_time()
    {
        var line = string.Concat(Enumerable.Repeat("password.token-secret", 50_000)) + "=hunter2";
        Assert.DoesNotContain("hunter2", SecretText.Masked(line));
    }
}
