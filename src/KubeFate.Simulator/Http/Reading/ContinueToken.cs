using System.Text;
using System.Text.Json.Nodes;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Http.Reading;

/// <summary>Where a limited list goes on: after this object, at this revision.</summary>
internal sealed record ContinueToken(long Revision, string Namespace, string Name)
{
    /// <summary>The revision of a token that goes on with whatever there is by then.</summary>
    public const long Latest = -1;

    public override string ToString() => Convert.ToBase64String(Encoding.UTF8.GetBytes(
        new JsonObject { ["v"] = "meta.k8s.io/v1", ["rv"] = Revision, ["ns"] = Namespace, ["name"] = Name }.ToJsonString()));

    /// <exception cref="ApiFailure">400 when it is not one of ours.</exception>
    public static ContinueToken Parse(string text)
    {
        try
        {
            var token = JsonNode.Parse(Convert.FromBase64String(text))!;
            return new((long)token["rv"]!, (string)token["ns"]!, (string)token["name"]!);
        }
        catch (Exception error) when (error is FormatException or System.Text.Json.JsonException or InvalidOperationException or ArgumentNullException)
        {
            throw ApiFailure.BadRequest("continue key is not valid");
        }
    }

    public bool IsBefore(JsonObject item) =>
        string.CompareOrdinal(Namespace, ObjectMeta.Namespace(item)) is var order and not 0 ? order < 0 : string.CompareOrdinal(Name, ObjectMeta.Name(item)) < 0;
}
