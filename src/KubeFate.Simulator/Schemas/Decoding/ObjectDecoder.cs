using System.Text.Json.Nodes;

namespace KubeFate.Simulator.Schemas.Decoding;

/// <summary>
/// Reads an object the way a typed server decodes a body: members that are null and fields the schema does not know are dropped (in place),
/// values of a wrong type are faults.
/// </summary>
internal sealed class ObjectDecoder
{
    private readonly List<string> _unknown = [];
    private string? _typeError;

    /// <summary>Cleans the object and tells what was wrong with it.</summary>
    public static DecodedObject Decode(JsonObject value, TypeSchema type)
    {
        var decoder = new ObjectDecoder();
        decoder.DecodeFields(value, type, new DecodingPath("", "", type.Name));
        return new DecodedObject { TypeError = decoder._typeError, StrictErrors = decoder._unknown };
    }

    private void DecodeFields(JsonObject map, TypeSchema type, DecodingPath path)
    {
        foreach (var (name, value) in map.ToList())
        {
            var childType = type.ChildType(name);
            if (childType is null)
            {
                _unknown.Add($"unknown field \"{path.Member(name).Exact}\"");
                map.Remove(name);
            }
            else if (value is null && type.Kind == TypeKind.Struct)
            {
                map.Remove(name);
            }
            else
            {
                Decode(value, childType, type.Kind == TypeKind.Map ? path.Key(name) : path.Member(name) with { Owner = type.Name });
            }
        }
    }

    private void Decode(JsonNode? value, TypeSchema type, DecodingPath path)
    {
        switch (type.Kind, value)
        {
            case (_, null):
                break;
            case (TypeKind.Struct or TypeKind.Map or TypeKind.Deduced, JsonObject map):
                DecodeFields(map, type, path);
                break;
            case (TypeKind.List, JsonArray list):
                for (var index = 0; index < list.Count; index++)
                {
                    Decode(list[index], type.Element!, path with { Exact = $"{path.Exact}[{index}]" });
                }

                break;
            default:
                _typeError ??= ScalarFaults.Of(value!, type, path);
                break;
        }
    }
}

/// <summary>Where the decoder is.</summary>
/// <param name="Exact">With list indexes and map keys: <c>spec.containers[0].image</c>.</param>
/// <param name="Named">As Go's JSON decoder says it, by field names alone: <c>spec.containers.image</c>.</param>
/// <param name="Owner">The Go struct that has the field.</param>
internal sealed record DecodingPath(string Exact, string Named, string Owner)
{
    public DecodingPath Member(string name) => this with { Exact = Join(Exact, name), Named = Join(Named, name) };

    public DecodingPath Key(string name) => this with { Exact = Join(Exact, name) };

    private static string Join(string path, string name) => path.Length == 0 ? name : path + "." + name;
}
