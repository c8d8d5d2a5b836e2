namespace KubeFate.Fate.Tests;

public sealed class YamlFileTests
{
    [Theory]
    [InlineData("")]
    [InlineData("\n# log:\n#   level: info\n")]
    [InlineData("---\n")]
    public void An_empty_file_is_an_empty_mapping(string text)
    {
        var (json, problems) = YamlFile.Read(text);

        Assert.Equal("{}", json!.ToJsonString());
        Assert.Empty(problems);
    }

    [Fact]
    public void A_file_is_read_as_cluster_yaml_is() =>
        Assert.Equal("""{"safeconnect":true,"serviceurl":"127.0.0.1:8080"}""", YamlFile.Read("safeconnect: yes\nserviceurl: 127.0.0.1:8080\n").Json!.ToJsonString());

    [Fact]
    public void A_file_that_cannot_be_read_says_why()
    {
        var (json, problems) = YamlFile.Read("user:\n\tname: admin\n");

        Assert.Null(json);
        Assert.Equal("config.yaml:2: error: this line is indented with a tab; YAML allows spaces only: replace the tab by spaces", Assert.Single(problems).Format("config.yaml"));
    }
}
