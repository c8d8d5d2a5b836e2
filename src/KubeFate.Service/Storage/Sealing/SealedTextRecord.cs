using LinqToDB.Mapping;

namespace KubeFate.Service.Storage.Sealing;

/// <summary>A text with secrets as stored. A table of its own: lists of clusters and jobs never read it.</summary>
[Table("sealed_texts", IsColumnAttributeRequired = false)]
internal sealed record SealedTextRecord
{
    /// <summary>Whose it is, such as <c>cluster/1f0c…</c>. Sealed in: under another name the text cannot be opened.</summary>
    [PrimaryKey]
    public required string Name { get; init; }

    /// <summary>The number of the data key.</summary>
    public required int DataKey { get; init; }

    /// <summary>Base64.</summary>
    public required string Text { get; init; }
}
