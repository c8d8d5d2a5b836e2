using KubeFate.Client;
using KubeFate.Client.Clusters;
using KubeFate.Service.Hosting;
using KubeFate.Service.Hosting.Lists;
using Microsoft.AspNetCore.Http;

namespace KubeFate.Service.Tests.Hosting.Lists;

public sealed class ListQueryReaderTests
{
    private static readonly string[] Sorts = ["name", "created_at"];

    [Fact]
    public void Nothing_asked_is_nothing_set()
    {
        var query = Reader("?limit=&all&unknown=1").Read(new ListQuery(), Sorts);
        Assert.Equal(new ListQuery(), query);
    }

    [Fact]
    public void What_is_asked_is_read_and_the_filters_stay()
    {
        var reader = Reader("?limit=10&offset=20&sort=-name&status=Running&all=T");
        var query = reader.Read(new ClusterQuery { All = reader.Flag("all"), Status = reader.Word("status", ClusterStatus.All) }, Sorts);
        Assert.Equal(new ClusterQuery { All = true, Status = "Running", Limit = 10, Offset = 20, Sort = "-name" }, query);
    }

    [Theory]
    [InlineData("?limit=0", "limit is \"0\", not a number from 1 to 1000")]
    [InlineData("?limit=1001", "limit is \"1001\", not a number from 1 to 1000")]
    [InlineData("?limit=ten", "limit is \"ten\", not a number from 1 to 1000")]
    [InlineData("?offset=-1", "offset is \"-1\", not a number from 0 to 2147483647")]
    [InlineData("?sort=size", "sort is \"size\", not one of name, -name, created_at, -created_at")]
    [InlineData("?status=running", "status is \"running\", not one of Pending, Creating, Deleting, Updating, Running, Unavailable, Deleted, Rollback, Failed, Unknown")]
    [InlineData("?all=yes", "all is \"yes\", not true or false")]
    [InlineData("?since=yesterday", "since is \"yesterday\", not a time such as 2026-11-23T12:36:54Z (RFC 3339)")]
    [InlineData("?all=yes&limit=0", "all is \"yes\", not true or false; limit is \"0\", not a number from 1 to 1000")]
    public void Every_fault_is_told_at_once_with_what_is_allowed(string query, string expected)
    {
        var reader = Reader(query);
        reader.Word("status", ClusterStatus.All);
        reader.Flag("all");
        reader.Time("since");
        var failure = Assert.Throws<ServiceException>(() => reader.Read(new ListQuery(), Sorts));
        Assert.Equal((expected, "request_invalid", 400), (failure.Message, failure.Code, failure.HttpStatus));
    }

    [Theory]
    [InlineData("2026-11-23T12:36:54Z", 0)]
    [InlineData("2026-11-23T14:36:54%2B02:00", 0)]
    [InlineData("2026-11-23T14:36:54+02:00", 0)]
    [InlineData("2026-11-23T12:36:54.5Z", 500)]
    public void A_time_is_RFC_3339_with_any_offset(string text, int milliseconds) =>
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 12, 36, 54, milliseconds, TimeSpan.Zero), Reader("?since=" + text).Time("since"));

    private static ListQueryReader Reader(string query) => new(new DefaultHttpContext { Request = { QueryString = new QueryString(query) } }.Request);
}
