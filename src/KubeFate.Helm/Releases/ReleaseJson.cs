using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace KubeFate.Helm.Releases;

/// <summary>Reads what helm prints with <c>-o json</c>; the same from 3.9 to 4.1.</summary>
internal static partial class ReleaseJson
{
    // helm 3 and 4 print no key twice; whoever does is not helm, and the reader would fail over it later in words of its own.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The release that install and upgrade print.</summary>
    public static HelmRelease Release(string json) => Read(json, static answer =>
    {
        if (answer is not JsonObject release || release["version"] is not { } revision) return null;
        var info = release["info"];
        var chart = release["chart"]?["metadata"];
        return new HelmRelease
        {
            Name = new ReleaseName(Text(release["name"]), Text(release["namespace"])),
            Revision = revision.GetValue<int>(),
            Status = Status(Text(info?["status"])),
            Chart = Text(chart?["name"]),
            ChartVersion = Text(chart?["version"]),
            AppVersion = Text(chart?["appVersion"]),
            Updated = Time(Text(info?["last_deployed"])),
            Description = Text(info?["description"]),
            Notes = Text(info?["notes"]) is { Length: > 0 } notes ? notes : null,
        };
    });

    /// <summary>The revisions that history prints, oldest first.</summary>
    public static IReadOnlyList<HelmRelease> History(ReleaseName name, string json) => Read(json, answer =>
        answer is JsonArray rows && rows.All(row => row?["revision"] is not null) ? rows.Select(row => Row(name, row!)).OrderBy(release => release.Revision).ToList() : null);

    /// <summary>An object; the <c>null</c> that helm prints for no values is an empty one.</summary>
    public static JsonObject Object(string json) => Read(json, static answer => answer is null ? [] : answer as JsonObject);

    private static HelmRelease Row(ReleaseName name, JsonNode row)
    {
        var (chart, version) = SplitLabel(Text(row["chart"]));
        return new HelmRelease
        {
            Name = name,
            Revision = row["revision"]!.GetValue<int>(),
            Status = Status(Text(row["status"])),
            Chart = chart,
            ChartVersion = version,
            AppVersion = Text(row["app_version"]),
            Updated = Time(Text(row["updated"])),
            Description = Text(row["description"]),
        };
    }

    /// <summary>History joins name and version with a dash, and both may hold dashes: the version is the longest tail that is one.</summary>
    internal static (string Name, string Version) SplitLabel(string label)
    {
        var match = Version().Match(label);
        if (match.Success) return (label[..match.Index], label[(match.Index + 1)..]);
        var dash = label.LastIndexOf('-');
        return dash < 0 ? (label, "") : (label[..dash], label[(dash + 1)..]);
    }

    private static ReleaseStatus Status(string text)
    {
        var word = text.Replace("-", "", StringComparison.Ordinal);
        return Enum.TryParse<ReleaseStatus>(word, ignoreCase: true, out var status) ? status : ReleaseStatus.Unknown;
    }

    private static DateTimeOffset Time(string text)
    {
        var isTime = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time);
        return isTime ? time : DateTimeOffset.MinValue;
    }

    private static string Text(JsonNode? node) => node?.ToString() ?? "";

    /// <summary>What the reader makes of the JSON; whatever it cannot be made of (null, other types, half a surrogate pair) is told as one failure.</summary>
    private static T Read<T>(string json, Func<JsonNode?, T?> read) where T : class
    {
        try
        {
            return read(JsonNode.Parse(json, documentOptions: Strict)) ?? throw Unreadable(json);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or FormatException or OverflowException)
        {
            throw Unreadable(json);
        }
    }

    private static HelmException Unreadable(string output) =>
        new(HelmFailure.Other, "helm answered with something that is not the JSON it was asked for; is the program helm 3.9 or newer?")
        {
            Detail = output.Length > 500 ? output[..500] + "…" : output,
        };

    /// <summary>Semantic version 2 (semver.org), with the leading v that FATE's charts use.</summary>
    [GeneratedRegex(@"-v?\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Version();
}
