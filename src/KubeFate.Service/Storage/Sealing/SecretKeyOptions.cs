namespace KubeFate.Service.Storage.Sealing;

/// <summary>The key that wraps the data keys: the names <c>FATECLOUD_SECRET_KEY*</c>. The hosting reads the environment; this is what it found.</summary>
public sealed record SecretKeyOptions
{
    /// <summary><c>FATECLOUD_SECRET_KEY</c>: 32 bytes. Never logged.</summary>
    public byte[]? Key { get; init; }

    /// <summary><c>FATECLOUD_SECRET_KEY_PREVIOUS</c>: the key before that one, for the time of a change. Never logged.</summary>
    public byte[]? Previous { get; init; }

    /// <summary><c>FATECLOUD_SECRET_KEY_FILE</c>: the file that holds the key when the variable does not.</summary>
    public string? File { get; init; }

    /// <summary>The options without the keys.</summary>
    public override string ToString() => Key is not null ? "FATECLOUD_SECRET_KEY" : $"file {File}";
}
