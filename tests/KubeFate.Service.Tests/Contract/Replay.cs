using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using KubeFate.Service.Tests.Charts;
using KubeFate.Service.Tests.Hosting;

namespace KubeFate.Service.Tests.Contract;

/// <summary>Sends cases one after the other and gathers every difference.</summary>
internal sealed class Replay(RunningService service, Shapes shapes, Dictionary<string, string> kept)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async Task<IReadOnlyList<string>> RunAsync(IEnumerable<ContractCase> cases)
    {
        var differences = new List<string>();
        foreach (var one in cases)
        {
            if (one.Send.StartsWith("END ", StringComparison.Ordinal))
            {
                // The events end with the job: nothing is polled.
                await service.Http.GetStringAsync($"v1/job/{kept[one.Send["END ".Length..]]}/events?token={kept["token"]}", Cancel);
                continue;
            }

            using var answer = await SendAsync(one);
            var text = await answer.Content.ReadAsStringAsync(Cancel);
            differences.AddRange(Compare(one, answer, text).Select(difference => $"{one.Name} ({one.Send}): {difference}"));
        }

        return differences;
    }

    private IEnumerable<string> Compare(ContractCase one, HttpResponseMessage answer, string text)
    {
        if ((int)answer.StatusCode != one.Status) return [$"status {(int)answer.StatusCode}, not {one.Status}: {text}"];
        var type = answer.Content.Headers.ContentType?.ToString() ?? "";
        if (type != one.Type) return [$"content type \"{type}\", not \"{one.Type}\""];
        if (one.Exactly is { } exactly && text != Fill(exactly)) return [$"{text}, not {Fill(exactly)}"];
        if (one.Answer is null) return [];
        var json = JsonNode.Parse(text);
        foreach (var (name, path) in one.Keep) kept[name] = path.Split('.').Aggregate(json, (node, key) => node is JsonArray list ? list[int.Parse(key)] : node?[key])?.GetValue<string>() ?? "";
        return shapes.Differences(json, JsonNode.Parse(Fill(one.Answer.ToJsonString())));
    }

    private async Task<HttpResponseMessage> SendAsync(ContractCase one)
    {
        var parts = one.Send.Split(' ', 2);
        using var request = new HttpRequestMessage(new HttpMethod(parts[0]), Fill(parts[1]).TrimStart('/'));
        if (!one.Headers.ContainsKey("Authorization") && kept.TryGetValue("token", out var token)) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var (name, value) in one.Headers.Where(header => header is { Key: not "Content-Type", Value.Length: > 0 })) request.Headers.TryAddWithoutValidation(name, Fill(value));
        request.Content = Content(one);
        if (request.Content is not null && one.File is null)
            request.Content.Headers.ContentType = one.Headers.TryGetValue("Content-Type", out var type) ? new MediaTypeHeaderValue(type) : one.Text is null ? new MediaTypeHeaderValue("application/json") : null;
        return await service.Http.SendAsync(request, Cancel);
    }

    private HttpContent? Content(ContractCase one)
    {
        if (one.Text is { } text) return new StringContent(Fill(text));
        if (one.File is { } file)
        {
            var (field, bytes) = file.Split('=', 2) is [var name, var content] ? (name, Encoding.UTF8.GetBytes(content)) : (file, DemoChart.Pack());
            return new MultipartFormDataContent("----peerboundary") { { new ByteArrayContent(bytes), field, "demo-v0.1.0.tgz" } };
        }

        if (one.Body is null) return null;
        var body = one.Body.DeepClone();
        if (one.Data is not null) body["data"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(one.Data.ToJsonString()));
        return new StringContent(Fill(body.ToJsonString()));
    }

    private string Fill(string text) => kept.Aggregate(text, (filled, pair) => filled.Replace($"{{{pair.Key}}}", pair.Value, StringComparison.Ordinal));
}
