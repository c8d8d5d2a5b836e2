using System.Text.Json;
using KubeFate.Service.Logs;
using Microsoft.AspNetCore.Http;

namespace KubeFate.Service.Tests.Logs;

public sealed class LogAnswerTests
{
    private const int Lines = 20_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_long_log_is_sent_while_it_is_read(bool json)
    {
        using var sent = new MemoryStream();
        var response = new DefaultHttpContext { Response = { Body = sent } }.Response;
        var most = 0L;
        var lines = Produce(produced => most = Math.Max(most, produced - sent.Length));
        await (json ? LogAnswer.WriteJsonAsync(response, lines, Cancel) : LogAnswer.WriteTextAsync(response, lines, atOnce: false, Cancel));

        Assert.True(sent.Length > 2_000_000);
        Assert.InRange(most, 0, 200_000);
    }

    [Fact]
    public async Task The_text_survives_its_way_through_JSON()
    {
        using var sent = new MemoryStream();
        await LogAnswer.WriteJsonAsync(new DefaultHttpContext { Response = { Body = sent } }.Response, Of("a \"b\" \\ \t\u0001 日本 😀 </script>", ""), Cancel);

        Assert.Equal("a \"b\" \\ \t\u0001 日本 😀 </script>\n\n", JsonDocument.Parse(sent.ToArray()).RootElement.GetProperty("data").GetString());
    }

    // Tells how many bytes it has made before each line.
    private static async IAsyncEnumerable<string> Produce(Action<long> tell)
    {
        var made = 0L;
        for (var i = 0; i < Lines; i++)
        {
            tell(made);
            var line = $"{i} {new string('x', 100)}";
            made += line.Length;
            yield return line;
        }

        await Task.CompletedTask;
    }

    private static async IAsyncEnumerable<string> Of(params string[] lines)
    {
        foreach (var line in lines) yield return line;
        await Task.CompletedTask;
    }
}
