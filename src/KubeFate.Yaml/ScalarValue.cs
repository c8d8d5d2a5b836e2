using System.Globalization;
using System.Text.Json.Nodes;

namespace KubeFate.Yaml;

/// <summary>The kinds of scalars.</summary>
public enum ScalarKind
{
    Null,
    Boolean,
    Integer,
    Real,
    Text,
}

/// <summary>What a scalar means to Go's YAML reader.</summary>
public readonly record struct ScalarValue
{
    private readonly Int128 integer;
    private readonly double real;
    private readonly string? text;

    private ScalarValue(ScalarKind kind, Int128 integer = default, double real = 0, string? text = null)
    {
        Kind = kind;
        this.integer = integer;
        this.real = real;
        this.text = text;
    }

    public ScalarKind Kind { get; }

    public static ScalarValue Null => default;

    public bool IsNull => Kind == ScalarKind.Null;

    public bool Boolean => integer != 0;

    /// <summary>From the least Int64 to the greatest UInt64.</summary>
    public Int128 Integer => integer;

    /// <summary>May be an infinity or not a number, which JSON cannot carry.</summary>
    public double Real => real;

    public string Text => text ?? "";

    public static ScalarValue Of(bool value) => new(ScalarKind.Boolean, integer: value ? 1 : 0);

    public static ScalarValue Of(Int128 value) => new(ScalarKind.Integer, integer: value);

    public static ScalarValue Of(string value) => new(ScalarKind.Text, text: value);

    /// <summary>A real without a fraction is the integer it is: JSON writes both alike, and readers ask for whole numbers.</summary>
    public static ScalarValue Of(double value) =>
        Math.Abs(value) < 1e15 && Math.Floor(value) == value && !(value == 0 && double.IsNegative(value))
            ? Of((Int128)value)
            : new ScalarValue(ScalarKind.Real, real: value);

    /// <summary>The text of a mapping's key, as sigs.k8s.io/yaml writes it into JSON; null for a value that can be no key.</summary>
    public string? AsKey() => Kind switch
    {
        ScalarKind.Boolean => Boolean ? "true" : "false",
        ScalarKind.Integer => Integer.ToString(CultureInfo.InvariantCulture),
        ScalarKind.Real => Real.ToString("R", CultureInfo.InvariantCulture).ToLowerInvariant(),
        ScalarKind.Text => Text,
        _ => null,
    };

    public JsonNode? ToJson() => Kind switch
    {
        ScalarKind.Boolean => JsonValue.Create(Boolean),
        ScalarKind.Integer when Integer >= long.MinValue && Integer <= long.MaxValue => JsonValue.Create((long)Integer),
        ScalarKind.Integer => JsonValue.Create((ulong)Integer),
        ScalarKind.Real => JsonValue.Create(Real),
        ScalarKind.Text => JsonValue.Create(Text),
        _ => null,
    };
}
