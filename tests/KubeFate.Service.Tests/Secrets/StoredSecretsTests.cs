using System.Text;
using System.Text.Json.Nodes;
using KubeFate.Client.Clusters;
using KubeFate.Service.Clusters.Secrets;
using KubeFate.Service.Hosting;

namespace KubeFate.Service.Tests.Secrets;

public sealed class StoredSecretsTests
{
    [Theory]
    [InlineData("""{"password":"***","n":2}""", """{"password":"x","n":1}""", """{"password":"x","n":2}""")]
    [InlineData("""{"password":"***"}""", """{"password":12345}""", """{"password":12345}""")]
    [InlineData("""{"url":"https://u:***@host"}""", """{"url":"https://u:pw-of-u@host"}""", """{"url":"https://u:pw-of-u@host"}""")]
    [InlineData("""{"l":[{"name":"b","password":"***"},{"name":"a","password":"***"}]}""", """{"l":[{"name":"a","password":"1"},{"name":"b","password":"2"}]}""", """{"l":[{"name":"b","password":"2"},{"name":"a","password":"1"}]}""")]
    [InlineData("""{"l":[{"id":7,"token":"***"}]}""", """{"l":[{"id":1,"token":"1"},{"id":7,"token":"7"}]}""", """{"l":[{"id":7,"token":"7"}]}""")]
    [InlineData("""{"tokens":["***","***"]}""", """{"tokens":["a","b"]}""", """{"tokens":["a","b"]}""")]
    [InlineData("""{"credentials":{"user":"***","new":"y"}}""", """{"credentials":{"user":"u"}}""", """{"credentials":{"user":"u","new":"y"}}""")]
    public void The_mask_stands_for_what_is_stored_in_its_place(string sent, string stored, string expected) => Assert.Equal(expected, Restored(sent, stored));

    [Theory]
    [InlineData("""{"password":"new"}""")]
    [InlineData("""{"comment":"*** read this ***"}""")]
    [InlineData("""{"comment":"***"}""")]
    public void A_request_without_a_mask_stays_the_very_same(string sent)
    {
        var request = Request(sent);
        Assert.Same(request, StoredSecrets.Restore(request, JsonNode.Parse(sent)!.AsObject(), """{"password":"old"}"""));
    }

    [Theory]
    [InlineData("""{"password":"***"}""", null, "password")]
    [InlineData("""{"a":{"password":"***"}}""", """{"password":"x"}""", "a.password")]
    [InlineData("""{"l":[{"name":"c","password":"***"}]}""", """{"l":[{"name":"a","password":"1"}]}""", "l[0].password")]
    [InlineData("""{"url":"https://u:***@other"}""", """{"url":"https://u:pw-of-u@host"}""", "url")]
    [InlineData("""{"password":"***"}""", """{"password":""}""", "password")]
    public void A_mask_for_which_nothing_is_stored_is_refused(string sent, string? stored, string path)
    {
        var failure = Assert.Throws<InvalidSpecException>(() => StoredSecrets.Restore(Request(sent), JsonNode.Parse(sent)!.AsObject(), stored));
        Assert.Equal((path, 1), (Assert.Single(failure.Problems).Path, failure.Problems[0].Line));
    }

    private static string Restored(string sent, string stored) => Encoding.UTF8.GetString(StoredSecrets.Restore(Request(sent), JsonNode.Parse(sent)!.AsObject(), stored).Data!);

    private static ClusterRequest Request(string sent) => new() { Data = Encoding.UTF8.GetBytes(sent) };
}
