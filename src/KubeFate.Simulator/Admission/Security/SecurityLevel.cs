using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KubeFate.Simulator.Controllers;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Admission.Security;

/// <summary>A Pod Security Standard as of a version: <c>restricted:latest</c>.</summary>
/// <param name="Minor">Of Kubernetes 1; null for the latest.</param>
internal sealed record SecurityLevel(string Name, int? Minor)
{
    public static readonly SecurityLevel Privileged = new("privileged", null);

    /// <summary>0 for privileged, 1 for baseline, 2 for restricted.</summary>
    public int Strictness => Name switch { "restricted" => 2, "baseline" => 1, _ => 0 };

    public override string ToString() => $"{Name}:{(Minor is { } minor ? $"v1.{minor}" : "latest")}";
}

/// <summary>What the labels <c>pod-security.kubernetes.io/*</c> of a namespace ask for.</summary>
/// <param name="Problems">Labels whose value is none.</param>
internal sealed partial record SecurityPolicy(SecurityLevel Enforce, SecurityLevel Warn, IReadOnlyList<ApiCause> Problems)
{
    private const string Prefix = "pod-security.kubernetes.io/";

    public static SecurityPolicy Of(JsonObject? ns)
    {
        var labels = ns.At("metadata", "labels");
        var problems = new List<ApiCause>();
        var enforce = Read(labels, "enforce", "restricted", problems);
        _ = Read(labels, "audit", "privileged", problems);
        var warn = Read(labels, "warn", "privileged", problems);
        // Whoever enforces a level and says nothing about warnings gets them for that level.
        if (labels.Text(Prefix + "warn") is null && enforce is not null && enforce.Strictness > 0 && problems.TrueForAll(problem => !problem.Field!.EndsWith("enforce]", StringComparison.Ordinal)))
            warn = enforce with { Minor = labels.Text(Prefix + "warn-version") is null ? enforce.Minor : Version(labels, "warn", []) };
        return new(enforce ?? SecurityLevel.Privileged, warn ?? SecurityLevel.Privileged, problems);
    }

    private static SecurityLevel? Read(JsonNode? labels, string mode, string otherwise, List<ApiCause> problems)
    {
        var minor = Version(labels, mode, problems);
        if (labels.Text(Prefix + mode) is not { } name) return null;
        if (name is "privileged" or "baseline" or "restricted") return new(name, minor);
        problems.Add(Problem(mode, name, "must be one of privileged, baseline, restricted"));
        return new(otherwise, minor);
    }

    private static int? Version(JsonNode? labels, string mode, List<ApiCause> problems)
    {
        if (labels.Text(Prefix + mode + "-version") is not { } version || version is "latest") return null;
        if (VersionName().Match(version) is { Success: true } match && int.TryParse(match.Groups["minor"].Value, out var minor)) return minor;
        problems.Add(Problem(mode + "-version", version, "must be \"latest\" or \"v1.x\""));
        return null;
    }

    private static ApiCause Problem(string label, string value, string why) =>
        new("FieldValueInvalid", $"Invalid value: \"{value}\": {why}", $"metadata.labels[{Prefix}{label}]");

    [GeneratedRegex("^v1\\.(?<minor>0|[1-9][0-9]*)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex VersionName();
}
