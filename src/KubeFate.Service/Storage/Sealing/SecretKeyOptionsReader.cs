namespace KubeFate.Service.Storage.Sealing;

/// <summary>Reads <see cref="SecretKeyOptions"/> and adds what is wrong to the faults. No value is repeated.</summary>
/// <param name="text">A variable's value; null when it is not set.</param>
/// <param name="faults">Gathers the faults, each with its variable.</param>
internal sealed class SecretKeyOptionsReader(Func<string, string?> text, List<string> faults)
{
    public SecretKeyOptions Read()
    {
        var options = new SecretKeyOptions
        {
            Key = Key("FATECLOUD_SECRET_KEY"),
            Previous = Key("FATECLOUD_SECRET_KEY_PREVIOUS"),
            File = text("FATECLOUD_SECRET_KEY_FILE") is { } file ? Path.GetFullPath(file) : null,
        };
        if (text("FATECLOUD_SECRET_KEY") is not null && options.File is not null) faults.Add("FATECLOUD_SECRET_KEY and FATECLOUD_SECRET_KEY_FILE are both set: set one of them");
        return options;
    }

    private byte[]? Key(string name)
    {
        if (text(name) is not { } value) return null;
        var key = WrappingKey.Parse(value);
        if (key is null) faults.Add($"{name} is not a key of 32 bytes in base64, as openssl rand -base64 32 prints one");
        return key;
    }
}
