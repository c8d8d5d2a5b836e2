using System.Text;
using System.Text.Json.Nodes;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Protobuf;

/// <summary>
/// An object in Kubernetes' protobuf envelope: the bytes <c>k8s\0</c>, then <c>runtime.Unknown</c> (1: apiVersion and kind, 2: the object).
/// </summary>
internal static class ProtobufEnvelope
{
    private static ReadOnlySpan<byte> Magic => "k8s\0"u8;

    /// <exception cref="ApiFailure">400 when it cannot be read, 415 for a kind whose fields are not known here.</exception>
    public static JsonObject Read(ReadOnlySpan<byte> body)
    {
        if (!body.StartsWith(Magic))
            throw ApiFailure.BadRequest("provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]");
        try
        {
            return ReadUnknown(body[Magic.Length..]);
        }
        catch (FormatException error)
        {
            throw ApiFailure.BadRequest("the protobuf body cannot be read: " + error.Message);
        }
    }

    private static JsonObject ReadUnknown(ReadOnlySpan<byte> unknown)
    {
        var (apiVersion, kind) = ("", "");
        ReadOnlySpan<byte> raw = [];
        var reader = new ProtobufReader(unknown);
        while (reader.Next())
        {
            if (reader.Field == 1) (apiVersion, kind) = ReadType(reader.Content);
            else if (reader.Field == 2) raw = reader.Content;
        }

        if (ProtobufMessages.Find(kind) is null)
        {
            throw ApiFailure.UnsupportedMediaType(
                $"the simulated Kubernetes reads {kind} ({apiVersion}) as JSON or YAML only, not as protobuf");
        }

        var item = new JsonObject { ["apiVersion"] = apiVersion, ["kind"] = kind };
        ProtobufToJson.Read(raw, kind, item);
        return item;
    }

    private static (string ApiVersion, string Kind) ReadType(ReadOnlySpan<byte> type)
    {
        var (apiVersion, kind) = ("", "");
        var reader = new ProtobufReader(type);
        while (reader.Next())
        {
            if (reader.Field == 1) apiVersion = Encoding.UTF8.GetString(reader.Content);
            else if (reader.Field == 2) kind = Encoding.UTF8.GetString(reader.Content);
        }

        return (apiVersion, kind);
    }
}
