using System.Text.Json.Serialization;

namespace KubeFate.Client.Charts;

/// <summary>A chart of the catalogue as /v1 shows it.</summary>
public sealed record ChartResponse
{
    [JsonPropertyName("uuid")]
    public required string Uuid { get; init; }

    [JsonPropertyName("name")]
    public required string Name { get; init; }

    /// <summary>The text of Chart.yaml.</summary>
    [JsonPropertyName("chart")]
    public string Chart { get; init; } = "";

    /// <summary>The text of values.yaml.</summary>
    [JsonPropertyName("values")]
    public string Values { get; init; } = "";

    [JsonPropertyName("values_template")]
    public string ValuesTemplate { get; init; } = "";

    [JsonPropertyName("values_template_example")]
    public string ValuesTemplateExample { get; init; } = "";

    /// <summary>The files under templates/; null in a summary.</summary>
    [JsonPropertyName("templates")]
    public IReadOnlyList<ChartFileResponse>? Templates { get; init; }

    [JsonPropertyName("version")]
    public required string Version { get; init; }

    [JsonPropertyName("app_version")]
    public string AppVersion { get; init; } = "";

    /// <summary>Where it came from: a word of <see cref="ChartSource"/>. Ours.</summary>
    [JsonPropertyName("source"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Source { get; init; }

    /// <summary><c>sha256:</c> and the archive's digest in hexadecimal. Ours.</summary>
    [JsonPropertyName("digest"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Digest { get; init; }

    /// <summary>Why it cannot be used, such as an archive that is broken in the database; its texts are empty then. Ours: left out when it can.</summary>
    [JsonPropertyName("problem"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Problem { get; init; }

    [JsonPropertyName("ID")]
    public long Id { get; init; }

    [JsonPropertyName("CreatedAt")]
    public DateTimeOffset CreatedAt { get; init; }

    [JsonPropertyName("UpdatedAt")]
    public DateTimeOffset UpdatedAt { get; init; }

    [JsonPropertyName("DeletedAt")]
    public DateTimeOffset? DeletedAt { get; init; }
}

/// <summary>One file of a chart.</summary>
public sealed record ChartFileResponse
{
    /// <summary>Its path in the chart, such as <c>templates/core.yaml</c>.</summary>
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    /// <summary>Base64 on the wire.</summary>
    [JsonPropertyName("data")]
    public required byte[] Data { get; init; }
}

/// <summary>Where a chart came from.</summary>
public static class ChartSource
{
    /// <summary>It comes with the service.</summary>
    public const string BuiltIn = "built-in";

    public const string Uploaded = "uploaded";

    /// <summary>Fetched from the chart repository or registry when it was first asked for.</summary>
    public const string Pulled = "pulled";
}

/// <summary>The answer to an upload.</summary>
public sealed record ChartCreatedResponse
{
    /// <summary>The chart's uuid. The key is the original's.</summary>
    [JsonPropertyName("helmUUID")]
    public required string Uuid { get; init; }
}

/// <summary>Which charts to list. Fields to sort by: <c>name</c>, <c>version</c>, <c>created_at</c>.</summary>
public sealed record ChartQuery : ListQuery
{
    public string? Name { get; init; }

    /// <summary>Without the texts and templates.</summary>
    public bool Summary { get; init; }
}
