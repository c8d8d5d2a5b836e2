using KubeFate.Service.Hosting;
using KubeFate.Service.Storage;
using KubeFate.Service.Storage.Sealing;
using KubeFate.Service.Tests.Hosting;
using KubeFate.Testing;

namespace KubeFate.Service.Tests.Secrets;

/// <summary>Where the key comes from, and what happens without it.</summary>
public sealed class SecretKeyTests
{
    private const string Key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    [Fact]
    public async Task A_trial_gets_a_private_key_beside_its_database_and_keeps_it()
    {
        using var folder = new TempFolder();
        await using (await RunningService.StartAsync(folder))
        {
        }

        var key = File.ReadAllText(folder.File("secret.key"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.File("secret.key")));
        await using var again = await RunningService.StartAsync(folder);
        Assert.Equal(key, File.ReadAllText(folder.File("secret.key")));
        Assert.Single(Directory.GetFiles(folder.Path, "secret.key*"));
    }

    [Fact]
    public async Task A_service_whose_key_is_gone_does_not_start_and_makes_no_other()
    {
        using var folder = new TempFolder();
        await using (await RunningService.StartAsync(folder))
        {
        }

        File.Move(folder.File("secret.key"), folder.File("elsewhere"));
        var failure = await Assert.ThrowsAsync<StorageException>(() => RunningService.StartAsync(folder));

        Assert.Contains(folder.File("secret.key"), failure.Message, StringComparison.Ordinal);
        Assert.Contains("FATECLOUD_SECRET_KEY", failure.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("secret.key")));
        File.Move(folder.File("elsewhere"), folder.File("secret.key"));
        await using var again = await RunningService.StartAsync(folder);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hunter2")]
    public async Task A_file_that_holds_no_key_is_named(string content)
    {
        using var folder = new TempFolder();
        folder.Write("secret.key", content);
        var failure = await Assert.ThrowsAsync<StorageException>(() => RunningService.StartAsync(folder));
        Assert.Contains("openssl rand -base64 32", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DatabaseType.MySql)]
    [InlineData(DatabaseType.Postgres)]
    public void A_database_on_a_server_needs_a_key_that_is_named(DatabaseType type)
    {
        var failure = Assert.Throws<StorageException>(() => new WrappingKeys(new SecretKeyOptions(), new DatabaseOptions { Type = type, DataFolder = "/nowhere" }).FindOrMake());
        Assert.Equal(StorageFailure.Key, failure.Code);
        Assert.Contains("FATECLOUD_SECRET_KEY", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_variables_are_read_and_no_value_is_repeated()
    {
        var read = ServiceOptionsReader.Read(name => name is "FATECLOUD_SECRET_KEY" or "FATECLOUD_SECRET_KEY_PREVIOUS" ? Key : name == "HOME" ? "/home" : null);
        Assert.Equal((32, 32), (read.SecretKey.Key!.Length, read.SecretKey.Previous!.Length));

        var failure = Assert.Throws<ServiceException>(() => ServiceOptionsReader.Read(name => name switch
        {
            "FATECLOUD_SECRET_KEY" => "too-short-a-key",
            "FATECLOUD_SECRET_KEY_FILE" => "/run/key",
            _ => null,
        }));
        Assert.Contains("FATECLOUD_SECRET_KEY is not a key of 32 bytes", failure.Message, StringComparison.Ordinal);
        Assert.Contains("both set", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("too-short-a-key", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, read.SecretKey.ToString() + read, StringComparison.Ordinal);
    }
}
