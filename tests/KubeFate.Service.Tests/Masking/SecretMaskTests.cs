using System.Text;
using System.Text.Json.Nodes;
using KubeFate.Service.Masking;

namespace KubeFate.Service.Tests.Masking;

/// <summary>Secrets in JSON, and what was learned there.</summary>
public sealed class SecretMaskTests
{
    [Theory]
    [InlineData("""{"mysql":{"user":"fate","password":"hunter2","rootPassword":"hunter2"}}""", """{"mysql":{"user":"fate","password":"***","rootPassword":"***"}}""")]
    [InlineData("""{"rabbitmq":{"default_user":"fate","default_pass":"hunter2"}}""", """{"rabbitmq":{"default_user":"fate","default_pass":"***"}}""")]
    [InlineData("""{"client":{"notebook_hashed_password":"argon2:hunter2","notebook_token":"hunter2"}}""", """{"client":{"notebook_hashed_password":"***","notebook_token":"***"}}""")]
    [InlineData("""{"password":123456,"other":123456}""", """{"password":"***","other":123456}""")]
    [InlineData("""{"credentials":{"user":"hunter2","list":["hunter2",7]}}""", """{"credentials":{"user":"***","list":["***","***"]}}""")]
    [InlineData("""{"tls":{"key":"hunter2"}}""", """{"tls":{"key":"***"}}""")]
    [InlineData("""{"sslKey":"hunter2","api_key":"hunter2"}""", """{"sslKey":"***","api_key":"***"}""")]
    [InlineData("""{"env":[{"name":"MYSQL_PASSWORD","value":"hunter2"},{"name":"TZ","value":"UTC"}]}""", """{"env":[{"name":"MYSQL_PASSWORD","value":"***"},{"name":"TZ","value":"UTC"}]}""")]
    [InlineData("""{"args":["--password=hunter2","mysql://a:hunter2@b"]}""", """{"args":["--password=***","mysql://a:***@b"]}""")]
    [InlineData("""{"kind":"Secret","data":{"a":"aHVudGVyMg=="},"stringData":{"b":"hunter2"}}""", """{"kind":"Secret","data":{"a":"***"},"stringData":{"b":"***"}}""")]
    [InlineData("""{"kind":"ConfigMap","data":{"x.properties":"user=fate\njdbc.password=hunter2\n"}}""", """{"kind":"ConfigMap","data":{"x.properties":"user=fate\njdbc.password=***\n"}}""")]
    [InlineData("""{"metadata":{"managedFields":[1],"annotations":{"kubectl.kubernetes.io/last-applied-configuration":"hunter2"}}}""", """{"metadata":{"annotations":{}}}""")]
    [InlineData("""{"password":"","token":null,"secret":true}""", """{"password":"","token":null,"secret":true}""")]
    [InlineData("""{"tolerations":[{"key":"gpu","operator":"Exists"}],"volumes":[{"secret":{"secretName":"mysql-credentials"}}]}""", """{"tolerations":[{"key":"gpu","operator":"Exists"}],"volumes":[{"secret":{"secretName":"mysql-credentials"}}]}""")]
    [InlineData("""{"valueFrom":{"secretKeyRef":{"name":"mysql-credentials","key":"password"}},"imagePullSecrets":[{"name":"myregistrykey"}]}""", """{"valueFrom":{"secretKeyRef":{"name":"mysql-credentials","key":"password"}},"imagePullSecrets":[{"name":"myregistrykey"}]}""")]
    public void Secrets_are_masked_by_their_keys_and_references_stay(string json, string masked) =>
        Assert.Equal(masked, new SecretMask().Json(JsonNode.Parse(json))!.ToJsonString(Relaxed));

    [Fact]
    public void A_password_of_a_spec_is_masked_wherever_it_turns_up()
    {
        var mask = new SecretMask();
        mask.Learn(JsonNode.Parse("""{"mysql":{"user":"fate","password":"fate_dev"},"short":{"password":"fate"}}"""));
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes("fate_dev"));
        Assert.Equal("connected as fate with *** or ***", mask.Text($"connected as fate with fate_dev or {encoded}"));
    }

    [Fact]
    public void A_random_password_of_a_rendered_Secret_is_masked_wherever_it_turns_up()
    {
        var mask = new SecretMask();
        var conf = Convert.ToBase64String(Encoding.UTF8.GetBytes("database:\n  user: fate\n  passwd: \"line-secret\"\n  host: mysql-host\n"));
        mask.Learn(JsonNode.Parse($$$"""{"kind":"Secret","data":{"password":"{{{Convert.ToBase64String("r4nd0m-one"u8)}}}","service_conf.yaml":"{{{conf}}}"}}"""));
        Assert.Equal("*** *** mysql-host", mask.Text("r4nd0m-one line-secret mysql-host"));
    }

    [Fact]
    public void Nothing_is_learned_that_is_no_secret()
    {
        var mask = new SecretMask();
        mask.Learn(JsonNode.Parse("""{"name":"fate-9999","namespace":"fate-9999","partyList":[{"partyIp":"192.168.9.1"}]}"""));
        Assert.Equal("fate-9999 at 192.168.9.1", mask.Text("fate-9999 at 192.168.9.1"));
    }

    private static readonly System.Text.Json.JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
