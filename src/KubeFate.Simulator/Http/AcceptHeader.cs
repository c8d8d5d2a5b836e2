using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Http;

internal enum AnswerForm
{
    /// <summary>The objects as they are.</summary>
    Full,

    /// <summary><c>meta.k8s.io</c> Table: rows that kubectl prints.</summary>
    Table,

    /// <summary>Only the metadata of each object.</summary>
    Metadata,
}

/// <summary>The form of answer that a request asks for; always JSON, as every client lists it.</summary>
/// <param name="Version">Of meta.k8s.io: v1 or v1beta1.</param>
internal sealed record AcceptHeader(AnswerForm Form, string Version)
{
    private static readonly AcceptHeader Plain = new(AnswerForm.Full, "v1");

    /// <summary>Takes the first entry that can be served.</summary>
    /// <exception cref="ApiFailure">406: nothing but other media types is acceptable.</exception>
    public static AcceptHeader Parse(string? header)
    {
        if (string.IsNullOrWhiteSpace(header)) return Plain;
        foreach (var entry in header.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = entry.Split(';', StringSplitOptions.TrimEntries);
            if (parts[0] is not ("application/json" or "*/*" or "application/*")) continue;
            var form = Parameter(parts, "as");
            var version = Parameter(parts, "v");
            if (form is null) return Plain;
            if (Parameter(parts, "g") != "meta.k8s.io" || version is not ("v1" or "v1beta1")) continue;
            if (form == "Table") return new(AnswerForm.Table, version);
            if (form is "PartialObjectMetadata" or "PartialObjectMetadataList") return new(AnswerForm.Metadata, version);
        }

        throw new ApiFailure(406, "NotAcceptable", "only the following media types are accepted: application/json");
    }

    private static string? Parameter(string[] parts, string name) =>
        parts.Skip(1).FirstOrDefault(part => part.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];
}
