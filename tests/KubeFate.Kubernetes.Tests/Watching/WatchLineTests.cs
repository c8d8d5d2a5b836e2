using System.Buffers;
using System.Text;
using System.Text.Json;
using KubeFate.Kubernetes.Resources;
using KubeFate.Kubernetes.Watching;

namespace KubeFate.Kubernetes.Tests.Watching;

public sealed class WatchLineTests
{
    [Theory]
    [InlineData("{\"type\":\"ADDED\",\"object\":{\"metadata\":{\"name\":\"a\"}}}")]
    [InlineData("{ \"object\" : {\"metadata\":{\"name\":\"a\"}} , \"new\": [1, {}], \"type\" : \"ADDED\" }")]
    public void Type_and_object_are_found_in_any_order(string text)
    {
        var line = WatchLine.Parse(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(text)));

        Assert.Equal(WatchLineType.Added, line.Type);
        Assert.Equal("a", line.Read(ResourceJson.Default.Pod).Metadata.Name);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"type\":\"ADDED\"}")]
    [InlineData("{\"type\":\"ADDED\",\"object\":{")]
    [InlineData("{\"object\":{}}")]
    public void Anything_else_is_refused(string text) =>
        Assert.ThrowsAny<JsonException>(() => WatchLine.Parse(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(text))));

    [Fact]
    public async Task Lines_are_cut_from_any_pieces_and_the_unfinished_one_is_left_out()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes($"one\n\n{new string('x', 100_000)}\nrest"));
        var lengths = new List<long>();
        await foreach (var line in LineReader.ReadLinesAsync(stream, last: false, TestContext.Current.CancellationToken)) lengths.Add(line.Length);

        Assert.Equal([3, 0, 100_000], lengths);
    }
}
