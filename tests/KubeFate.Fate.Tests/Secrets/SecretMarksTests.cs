namespace KubeFate.Fate.Tests.Secrets;

public sealed class SecretMarksTests
{
    private const string Planted = "S3cr3tPlanted";

    [Theory]
    [InlineData("mysql: S3cr3tPlanted")]
    [InlineData("mysql: \"S3cr3tPlanted\"")]
    [InlineData("python: S3cr3tPlanted")]
    [InlineData("python: {rabbitmq: S3cr3tPlanted}")]
    [InlineData("python: {rabbitmq: [S3cr3tPlanted]}")]
    [InlineData("client: S3cr3tPlanted")]
    [InlineData("rabbitmq: S3cr3tPlanted")]
    [InlineData("mysql: {password: [S3cr3tPlanted]}")]
    [InlineData("mysql: {password: {value: S3cr3tPlanted}}")]
    [InlineData("mysql: {password: *S3cr3tPlanted}")]
    [InlineData("mysql: {password: *S3cr3tPlanted:}")]
    [InlineData("mysql: {password: !S3cr3tPlanted x}")]
    [InlineData("mysql: {<<: S3cr3tPlanted}")]
    [InlineData("imagePullSecrets: S3cr3tPlanted")]
    [InlineData("imagePullSecrets: [S3cr3tPlanted!]")]
    [InlineData("registry: user:S3cr3tPlanted@hub.example.com")]
    [InlineData("rollsite: {partyList: [{partyId: 1, partyIp: 'http://u:S3cr3tPlanted@host', partyPort: 1}]}")]
    public void A_value_of_the_wrong_kind_is_not_repeated_where_a_secret_may_stand(string line)
    {
        var problems = ClusterFile.Parse(ClusterFileTests.Good.Replace("registry: \"\"\n", line.StartsWith("registry", StringComparison.Ordinal) ? "" : "registry: \"\"\n", StringComparison.Ordinal)
            .Replace("rollsite:\n", line.StartsWith("rollsite", StringComparison.Ordinal) ? "x:\n" : "rollsite:\n", StringComparison.Ordinal) + line + "\n").Problems;
        Assert.NotEmpty(problems);
        Assert.DoesNotContain(problems, problem => problem.Format("cluster.yaml").Contains(Planted, StringComparison.Ordinal));
    }

    [Fact]
    public void Its_kind_is_told_with_its_line()
    {
        var problem = Assert.Single(ClusterFile.Parse(ClusterFileTests.Good + "mysql: S3cr3tPlanted\n").Problems);
        Assert.EndsWith("here stands a text", problem.Message, StringComparison.Ordinal);
        Assert.True(problem.Line > 25);
    }

    [Fact]
    public void A_number_that_is_a_password_is_not_repeated_either()
    {
        var problem = Assert.Single(ClusterFile.Parse(ClusterFileTests.Good + "mysql: {password: 0x1234567}\n").Problems);
        Assert.DoesNotContain("1234567", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_a_text_alone_is_not_repeated() =>
        Assert.DoesNotContain(Planted, Assert.Single(ClusterFile.Parse(Planted).Problems).Message, StringComparison.Ordinal);

    [Fact]
    public void Of_a_chart_that_is_not_known_its_example_says_where_secrets_belong()
    {
        var problem = Assert.Single(ClusterExample.Compare("chartName: other\nchartVersion: v1.0.0\ndb: S3cr3tPlanted\n", "chartName: other\nchartVersion: v1.0.0\ndb:\n  password: x\n"));
        Assert.DoesNotContain(Planted, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_secret_is_still_told() =>
        Assert.Contains(ClusterFile.Parse(ClusterFileTests.Good.Replace("nodePort: 30091", "nodePort: mysql", StringComparison.Ordinal)).Problems, problem => problem.Message.Contains("\"mysql\"", StringComparison.Ordinal));
}
