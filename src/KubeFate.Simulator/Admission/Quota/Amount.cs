using System.Globalization;
using System.Text.Json.Nodes;
using KubeFate.Simulator.Schemas;

namespace KubeFate.Simulator.Admission.Quota;

/// <summary>A quantity that can be added up and is printed as Kubernetes prints it.</summary>
/// <param name="IsBinary">Whether it is printed with Ki, Mi, Gi.</param>
internal readonly record struct Amount(decimal Value, bool IsBinary)
{
    public static readonly Amount One = new(1, false);

    public static Amount Of(long count) => new(count, false);

    /// <summary>Null when there is none, or none that is one.</summary>
    public static Amount? Read(JsonNode? quantity) => quantity?.ToString() is { } text && Quantity.Parse(text) is { } value
        ? new(value, text.EndsWith('i'))
        : null;

    // The sum keeps the form of what was there; nothing has no form.
    public static Amount operator +(Amount one, Amount other) => new(one.Value + other.Value, one.Value == 0 ? other.IsBinary : one.IsBinary);

    public static Amount operator -(Amount one, Amount other) => new(one.Value - other.Value, one.IsBinary);

    public override string ToString() => IsBinary && Value >= 1024 && Value % 1024 == 0
        ? Quantity.Canonical((Value / 1024).ToString("0.###", CultureInfo.InvariantCulture) + "Ki")
        : Quantity.Canonical(Value.ToString("0.#########", CultureInfo.InvariantCulture));
}
