using System.Globalization;

namespace KubeFate.Simulator.Controllers.Pods;

/// <summary>Amounts as Kubernetes writes them: <c>500m</c>, <c>2</c>, <c>1Gi</c>, <c>1e3</c>.</summary>
internal static class Quantity
{
    private static readonly (string Suffix, decimal Factor)[] suffixes =
    [
        ("Ki", 1024m), ("Mi", 1024m * 1024), ("Gi", 1024m * 1024 * 1024), ("Ti", 1024m * 1024 * 1024 * 1024), ("Pi", 1024m * 1024 * 1024 * 1024 * 1024),
        ("n", 1e-9m), ("u", 1e-6m), ("m", 1e-3m), ("k", 1e3m), ("M", 1e6m), ("G", 1e9m), ("T", 1e12m), ("P", 1e15m),
    ];

    /// <summary>The amount in the base unit (processors, bytes); zero for what is no quantity.</summary>
    public static decimal Parse(string? text)
    {
        if (string.IsNullOrEmpty(text)) return 0;
        var (suffix, factor) = suffixes.FirstOrDefault(entry => text.EndsWith(entry.Suffix, StringComparison.Ordinal));
        var digits = suffix is null ? text : text[..^suffix.Length];
        return decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number * (suffix is null ? 1 : factor) : 0;
    }
}
