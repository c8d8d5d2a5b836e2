using System.Collections.Frozen;
using System.Text.Json.Nodes;
using KubeFate.Simulator.Schemas.Decoding;
using KubeFate.Simulator.Schemas.Defaults;
using KubeFate.Simulator.Schemas.Structural;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Schemas;

/// <summary>The schema of one kind, and what a server does with an object by it.</summary>
/// <param name="structural">The schema of a custom kind: its objects are pruned, and their values are checked when they are validated.</param>
internal sealed class ObjectSchema(string apiVersion, string kind, TypeSchema type, JsonObject? structural = null)
{
    public string ApiVersion { get; } = apiVersion;

    public string Kind { get; } = kind;

    public TypeSchema Type { get; } = type;

    /// <summary>As Go prints a GroupVersionKind: <c>apps/v1, Kind=Deployment</c>; the core group has an empty name before the slash.</summary>
    public string GroupVersionKind => (ApiVersion.Contains('/') ? ApiVersion : "/" + ApiVersion) + ", Kind=" + Kind;

    /// <summary>A schema that knows only metadata: maps are merged key by key, lists change as a whole (custom resources).</summary>
    public static ObjectSchema Unknown(string apiVersion, string kind)
    {
        var known = SchemaCatalog.Find("v1", "ConfigMap")!.Type.Fields;
        var fields = new[] { known["apiVersion"], known["kind"], known["metadata"] };
        var type = new TypeSchema { Kind = TypeKind.Deduced, Name = kind, Fields = fields.ToFrozenDictionary(field => field.Name, StringComparer.Ordinal) };
        return new ObjectSchema(apiVersion, kind, type);
    }

    /// <summary>What a typed server would find wrong. Unknown fields and null members are dropped from the object.</summary>
    public DecodedObject Validate(JsonObject value)
    {
        if (structural is null) return ObjectDecoder.Decode(value, Type);
        var decoded = ObjectDecoder.Decode(value, Unknown(ApiVersion, Kind).Type);
        return decoded with { StrictErrors = [.. decoded.StrictErrors, .. StructuralPruning.Prune(value, structural)] };
    }

    /// <summary>Reads the body of a create or update: cleans it in place and refuses what does not fit.</summary>
    /// <param name="duplicates">What the body said twice, each as <c>duplicate field "data"</c>.</param>
    /// <returns>The warnings to send, when <paramref name="validation"/> is Warn.</returns>
    /// <exception cref="ApiFailure">400: a wrong type, or (Strict) an unknown or doubled field.</exception>
    public IReadOnlyList<string> Decode(JsonObject body, FieldValidation validation, IReadOnlyList<string>? duplicates = null)
    {
        var decoded = WithDuplicates(Validate(body), duplicates);
        return Fault(decoded, validation) is { } fault
            ? throw ApiFailure.BadRequest($"{Kind} in version \"{ApiVersion.Split('/')[^1]}\" cannot be handled as a {Kind}: {fault}")
            : Warnings(decoded, validation);
    }

    /// <summary>The same for the object a patch (merge, JSON, strategic) led to: the refusal is 422 and quotes the patch.</summary>
    /// <param name="patchText">What to quote: the patched object as JSON; for a strategic merge patch the patch as Go prints it.</param>
    public IReadOnlyList<string> DecodePatched(JsonObject patched, FieldValidation validation, string patchText)
    {
        var decoded = Validate(patched);
        if (Fault(decoded, validation) is not { } fault)
        {
            return Warnings(decoded, validation);
        }

        var message = $"Invalid value: {JsonValue.Create(patchText).ToJsonString(JsonText.Options)}: {fault}";
        throw new ApiFailure(422, "Invalid", $" \"\" is invalid: patch: {message}") { Causes = [new ApiCause("FieldValueInvalid", message, "patch")] };
    }

    /// <summary>Sets, in place, the defaults a real server sets when it reads an object, and the form it keeps. Again, it changes nothing.</summary>
    public void ApplyDefaults(JsonObject value)
    {
        if (structural is not null) StructuralPruning.SetDefaults(value, structural);
        else DefaultSetter.Apply(value, Type);
        CanonicalForm.Apply(value, Type);
    }

    private static DecodedObject WithDuplicates(DecodedObject decoded, IReadOnlyList<string>? duplicates) =>
        duplicates is null or [] ? decoded : decoded with { StrictErrors = [.. duplicates, .. decoded.StrictErrors] };

    private static string? Fault(DecodedObject decoded, FieldValidation validation) =>
        decoded.TypeError ?? (validation == FieldValidation.Strict && decoded.StrictErrors.Count > 0 ? decoded.StrictMessage : null);

    private static IReadOnlyList<string> Warnings(DecodedObject decoded, FieldValidation validation) =>
        validation == FieldValidation.Warn ? decoded.StrictErrors : [];
}
