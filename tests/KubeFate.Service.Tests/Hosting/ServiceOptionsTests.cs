using KubeFate.Service.Hosting;
using KubeFate.Service.Storage;
using KubeFate.Testing;

namespace KubeFate.Service.Tests.Hosting;

public sealed class ServiceOptionsTests
{
    [Fact]
    public void An_empty_environment_gives_the_defaults()
    {
        var options = Read(("HOME", "/home/op"));
        Assert.Equal("127.0.0.1", options.Address);
        Assert.Equal(8080, options.Port);
        Assert.Equal("/home/op/.local/share/kubefate", options.DataFolder);
        Assert.Equal(DatabaseType.Sqlite, options.Database.Type);
        Assert.Null(options.UserPassword);
        Assert.Equal((null, "kubefate", false), (options.Repository.Url, options.Repository.Name, options.Repository.PlainHttp));
    }

    [Fact]
    public void Every_wrong_variable_is_named_at_once()
    {
        var failure = Assert.Throws<ServiceException>(() => Read(
            ("FATECLOUD_SERVER_PORT", "http"), ("FATECLOUD_DB_TYPE", "zzz"), ("FATECLOUD_LOG_LEVEL", "loud"), ("FATECLOUD_REPO_URL", "ftp://x"), ("FATECLOUD_JOB_PARALLELISM", "0")));
        foreach (var name in new[] { "FATECLOUD_SERVER_PORT", "FATECLOUD_DB_TYPE", "FATECLOUD_LOG_LEVEL", "FATECLOUD_REPO_URL", "FATECLOUD_JOB_PARALLELISM" })
            Assert.Contains(name, failure.Message);
    }

    [Theory]
    [InlineData("sqlite", DatabaseType.Sqlite)]
    [InlineData("mysql", DatabaseType.MySql)]
    [InlineData("mariadb", DatabaseType.MySql)]
    [InlineData("postgres", DatabaseType.Postgres)]
    [InlineData("PostgreSQL", DatabaseType.Postgres)]
    public void The_database_is_chosen_by_its_name(string word, DatabaseType type) =>
        Assert.Equal(type, Read(("FATECLOUD_DB_TYPE", word), ("FATECLOUD_DB_HOST", "db")).Database.Type);

    [Fact]
    public void A_chart_repository_or_registry_is_taken_with_its_credentials()
    {
        using var folder = new TempFolder();
        var authority = folder.Write("ca.crt", "");
        var options = Read(
            ("FATECLOUD_REPO_URL", "oci://harbor.example:8443/fate"), ("FATECLOUD_REPO_NAME", "site"), ("FATECLOUD_REPO_USERNAME", "jane"),
            ("FATECLOUD_REPO_PASSWORD", "s3cret"), ("FATECLOUD_REPO_CA_FILE", authority), ("FATECLOUD_REPO_PLAIN_HTTP", "true")).Repository;
        Assert.Equal(("oci://harbor.example:8443/fate", "jane", "s3cret", authority, true), (options.Url!.ToString(), options.UserName, options.Password, options.CaFile, options.PlainHttp));
        Assert.Equal("site (oci://harbor.example:8443/fate)", options.ToString());
    }

    [Fact]
    public void Faults_of_the_repository_are_told_and_no_password_with_them()
    {
        var failure = Assert.Throws<ServiceException>(() => Read(
            ("FATECLOUD_REPO_URL", "https://jane:s3cret@charts.example"), ("FATECLOUD_REPO_NAME", "a/b"), ("FATECLOUD_REPO_USERNAME", "jane"),
            ("FATECLOUD_REPO_CA_FILE", "/nowhere.crt"), ("FATECLOUD_REPO_PLAIN_HTTP", "maybe"), ("FATECLOUD_REPO_HOSTS", "a.example, https://b")));
        foreach (var name in new[] { "FATECLOUD_REPO_URL", "FATECLOUD_REPO_NAME", "FATECLOUD_REPO_PASSWORD", "FATECLOUD_REPO_CA_FILE", "FATECLOUD_REPO_PLAIN_HTTP", "FATECLOUD_REPO_HOSTS" })
            Assert.Contains(name, failure.Message);
        Assert.DoesNotContain("s3cret", failure.Message);
        var clear = Assert.Throws<ServiceException>(() => Read(("FATECLOUD_REPO_URL", "http://charts.example"), ("FATECLOUD_REPO_USERNAME", "jane"), ("FATECLOUD_REPO_PASSWORD", "s3cret")));
        Assert.Contains("FATECLOUD_REPO_PLAIN_HTTP=true", clear.Message);
    }

    [Fact]
    public void A_database_server_needs_a_host() =>
        Assert.Contains("FATECLOUD_DB_HOST", Assert.Throws<ServiceException>(() => Read(("FATECLOUD_DB_TYPE", "mysql"))).Message);

    [Fact]
    public void The_originals_names_are_taken()
    {
        var options = Read(
            ("FATECLOUD_SERVER_ADDRESS", "0.0.0.0"), ("FATECLOUD_SERVER_PORT", "9000"), ("FATECLOUD_DB_TYPE", "mysql"), ("FATECLOUD_DB_HOST", "mariadb"),
            ("FATECLOUD_DB_PORT", "3307"), ("FATECLOUD_DB_NAME", "kube_fate"), ("FATECLOUD_DB_USERNAME", "u"), ("FATECLOUD_DB_PASSWORD", "p"),
            ("FATECLOUD_USER_USERNAME", "root"), ("FATECLOUD_USER_PASSWORD", "w"), ("FATECLOUD_LOG_NOCOLOR", "true"), ("FATECLOUD_LOG_LEVEL", "debug"));
        Assert.Equal(("0.0.0.0", 9000, "root", "w", true), (options.Address, options.Port, options.UserName, options.UserPassword, options.NoColor));
        Assert.Equal((DatabaseType.MySql, "mariadb", 3307, "u", "p"),
            (options.Database.Type, options.Database.Host, options.Database.Port!.Value, options.Database.Username, options.Database.Password));
    }

    private static ServiceOptions Read(params (string Name, string Value)[] variables) =>
        ServiceOptionsReader.Read(name => variables.FirstOrDefault(variable => variable.Name == name).Value);
}
