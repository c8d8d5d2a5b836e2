using System.Security.Cryptography;

namespace KubeFate.Service.Storage.Sealing;

/// <summary>Where the wrapping key comes from: the environment, or a file. A trial on SQLite needs neither: the file is made beside the database.</summary>
internal sealed class WrappingKeys(SecretKeyOptions options, DatabaseOptions database)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private string DefaultFile => Path.Combine(Path.GetFullPath(database.DataFolder), "secret.key");

    /// <summary>How messages call the place of the key.</summary>
    public string Place => options.Key is not null ? "FATECLOUD_SECRET_KEY" : options.File ?? DefaultFile;

    /// <summary>The key before the present one; null when none is told.</summary>
    public WrappingKey? Previous => options.Previous is { } key ? new WrappingKey(key) : null;

    /// <summary>The key; null when its file is not there. <see cref="StorageFailure.Key"/> when it cannot be read.</summary>
    public WrappingKey? Find()
    {
        if (options.Key is { } key) return new WrappingKey(key);
        try
        {
            return WrappingKey.Parse(File.ReadAllText(Place)) is { } read
                ? new WrappingKey(read)
                : throw Failure($"{Place} does not hold a key of 32 bytes in base64; restore it from a backup, or write one with: openssl rand -base64 32");
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Failure($"the key {Place} cannot be read: {failure.Message}", failure);
        }
    }

    /// <summary>The key for a database in which nothing is sealed yet: made when none is named and the database is a file. Of several that start at once, all get one.</summary>
    public WrappingKey FindOrMake()
    {
        if (Find() is { } found) return found;
        if (options.File is not null) throw Failure($"FATECLOUD_SECRET_KEY_FILE is {options.File}, where there is no file; write a key into it: openssl rand -base64 32");
        if (database.Type != DatabaseType.Sqlite)
        {
            throw Failure("there is no key for the secrets of stored cluster.yaml files: set FATECLOUD_SECRET_KEY, or FATECLOUD_SECRET_KEY_FILE, to what openssl rand -base64 32 prints, "
                + "the same for every replica, and keep a copy of it: without the key those secrets cannot be read");
        }

        Make();
        return Find() ?? throw Failure($"the key {Place} disappeared right after it was made");
    }

    // Whole or not at all: a name of its own first, then a link, which fails when another was first.
    private void Make()
    {
        var draft = $"{DefaultFile}.{Guid.NewGuid():N}";
        try
        {
            using (var file = new FileStream(draft, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }))
            using (var writer = new StreamWriter(file))
            {
                writer.WriteLine(Convert.ToBase64String(RandomNumberGenerator.GetBytes(WrappingKey.Length)));
                writer.Flush();
                file.Flush(flushToDisk: true);
            }

            File.Move(draft, DefaultFile, overwrite: false);
        }
        catch (IOException) when (File.Exists(DefaultFile))
        {
            File.Delete(draft);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Failure($"the key {DefaultFile} cannot be written: {failure.Message}", failure);
        }
    }

    private static StorageException Failure(string message, Exception? inner = null) => new(StorageFailure.Key, message, isTransient: false, inner);
}
