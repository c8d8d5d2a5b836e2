using System.Text;
using KubeFate.Simulator.Protobuf;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Tests.Protobuf;

public sealed class ProtobufTests
{
    [Fact]
    public void The_delete_options_that_helm_sends_are_read()
    {
        var body = Convert.FromHexString("6b3873000a130a0276311" + "20d44656c6574654f7074696f6e73" + "12001a002200");
        Assert.Equal("""{"apiVersion":"v1","kind":"DeleteOptions"}""", ProtobufEnvelope.Read(body).ToJsonString());
    }

    [Fact]
    public void A_secret_is_read_with_its_metadata()
    {
        var secret = Message(
            Field(1, Message(Field(1, Text("s")), Field(3, Text("ns")), Field(7, 0), Field(8, Message()), Field(11, Message(Field(1, Text("owner")), Field(2, Text("helm")))))),
            Field(2, Message(Field(1, Text("release")), Field(2, [1, 2, 3]))), Field(3, Text("helm.sh/release.v1")));

        Assert.Equal(
            """{"apiVersion":"v1","kind":"Secret","metadata":{"name":"s","namespace":"ns","labels":{"owner":"helm"}},"data":{"release":"AQID"},"type":"helm.sh/release.v1"}""",
            ProtobufEnvelope.Read(Envelope("v1", "Secret", secret)).ToJsonString());
    }

    [Fact]
    public void Zero_is_kept_where_it_was_said_on_purpose()
    {
        var deployment = Message(Field(2, Message(Field(1, 0), Field(5, 0), Field(7, 0))));
        Assert.Equal("""{"replicas":0}""", ProtobufEnvelope.Read(Envelope("apps/v1", "Deployment", deployment))["spec"]!.ToJsonString());
    }

    [Fact]
    public void Times_numbers_and_inner_fields_are_read()
    {
        var service = Message(Field(2, Message(Field(1, Message(Field(3, 80), Field(4, Message(Field(1, 1), Field(3, Text("http")))))))));
        Assert.Equal("""[{"port":80,"targetPort":"http"}]""", ProtobufEnvelope.Read(Envelope("v1", "Service", service))["spec"]!["ports"]!.ToJsonString());
        var rule = Message(Field(1, Text("h")), Field(2, Message(Field(1, Message(Field(1, Message(Field(1, Text("/")))))))));
        Assert.Equal(
            """[{"host":"h","http":{"paths":[{"path":"/"}]}}]""",
            ProtobufEnvelope.Read(Envelope("networking.k8s.io/v1", "Ingress", Message(Field(2, Message(Field(3, rule))))))["spec"]!["rules"]!.ToJsonString());
        var map = Message(Field(1, Message(Field(8, Message(Field(1, 1767323045))))));
        Assert.Equal("2026-01-02T03:04:05Z", (string?)ProtobufEnvelope.Read(Envelope("v1", "ConfigMap", map))["metadata"]!["creationTimestamp"]);
    }

    [Fact]
    public void A_field_that_is_not_known_is_refused_not_lost()
    {
        var failure = Assert.Throws<ApiFailure>(() => ProtobufEnvelope.Read(Envelope("v1", "ConfigMap", Message(Field(99, Text("x"))))));
        Assert.Equal(400, failure.Code);
        Assert.Contains("field 99 of ConfigMap", failure.Message);
        Assert.Equal(415, Assert.Throws<ApiFailure>(() => ProtobufEnvelope.Read(Envelope("v1", "Node", []))).Code);
    }

    [Theory]
    [InlineData("7b7d")]
    [InlineData("6b3873000a")]
    [InlineData("6b3873000aff")]
    [InlineData("6b387300ffffffffffffffffffffff")]
    [InlineData("6b3873000b")]
    public void What_is_no_protobuf_is_refused(string hex) =>
        Assert.InRange(Assert.Throws<ApiFailure>(() => ProtobufEnvelope.Read(Convert.FromHexString(hex))).Code, 400, 415);

    private static byte[] Envelope(string apiVersion, string kind, byte[] item) =>
        [.. "k8s\0"u8, .. Message(Field(1, Message(Field(1, Text(apiVersion)), Field(2, Text(kind)))), Field(2, item), Field(3, []), Field(4, []))];

    private static byte[] Message(params byte[][] fields) => [.. fields.SelectMany(field => field)];

    private static byte[] Field(int number, byte[] content) => [.. Varint((ulong)number << 3 | 2), .. Varint((ulong)content.Length), .. content];

    private static byte[] Field(int number, int value) => [.. Varint((ulong)number << 3), .. Varint((ulong)value)];

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static IEnumerable<byte> Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7) yield return (byte)(value | 0x80);
        yield return (byte)value;
    }
}
