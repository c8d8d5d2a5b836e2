using System.Text.Json.Nodes;

namespace KubeFate.Conformance.Tests.Objects;

/// <summary>Holds the server to every written case: what it refuses and in which words, what it warns of, what it fills in.</summary>
public sealed class WrittenCaseTests(ConformanceCluster cluster)
{
    public static TheoryData<string> Files => [.. WrittenCase.Files];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task The_server_answers_as_written(string file)
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        using var client = new ApiClient(cluster.Kubeconfig);
        var minor = await client.MinorAsync();
        var wrong = new List<string>();
        foreach (var written in WrittenCase.Read(file, space.Name).Where(written => minor >= written.Since && minor <= written.Until))
        {
            var problems = await RunAsync(client, written, space.Name);
            wrong.AddRange(problems.Select(problem => $"{written.Name}: {problem}"));
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static async Task<IReadOnlyList<string>> RunAsync(ApiClient client, WrittenCase written, string ns)
    {
        var made = new List<string>();
        try
        {
            foreach (var item in written.Given)
            {
                var collection = await client.CollectionAsync(item, ns);
                var answer = await client.SendAsync(HttpMethod.Post, collection, item.DeepClone());
                if (answer.Code != 201) return [$"given {item["kind"]}: {answer}"];
                made.Add($"{collection}/{item["metadata"]!["name"]}");
            }

            if (written.Told["await"] is JsonObject awaited) await client.AwaitAsync(made[^1], item => Differences(awaited, item).Count == 0);
            return Compare(written, await WriteAsync(client, written, ns, made.LastOrDefault()));
        }
        finally
        {
            made.Reverse();
            foreach (var path in made) await client.SendAsync(HttpMethod.Delete, path + "?gracePeriodSeconds=0");
        }
    }

    // Nothing of the write itself is kept.
    private static async Task<ApiAnswer> WriteAsync(ApiClient client, WrittenCase written, string ns, string? given)
    {
        const string DryRun = "?dryRun=All&fieldManager=conformance";
        if (written.Told["patch"] is { } patch)
            return await client.SendAsync(HttpMethod.Patch, given + DryRun, patch.DeepClone(), written.Told["type"]?.ToString() ?? "application/merge-patch+json");
        var item = written.Told["create"] ?? written.Told["put"]!;
        var collection = await client.CollectionAsync(item, ns);
        return written.Told["put"] is null
            ? await client.SendAsync(HttpMethod.Post, collection + DryRun, item.DeepClone())
            : await client.SendAsync(HttpMethod.Put, $"{collection}/{item["metadata"]!["name"]}{DryRun}", item.DeepClone());
    }

    private static IReadOnlyList<string> Compare(WrittenCase written, ApiAnswer answer)
    {
        if (answer.Code != written.Code) return [$"expected {written.Code}, was {answer}"];
        var wrong = new List<string>();
        if (written.Causes.Count > 0) Match("cause", written.Causes, answer.Causes, wrong);
        if (written.Warnings.Count > 0 || answer.Code < 300) Match("warning", written.Warnings, answer.Warnings, wrong);
        if (written.Gives is { } gives) wrong.AddRange(Differences(gives, answer.Body));
        return wrong;
    }

    private static List<string> Differences(JsonObject expected, JsonNode? actual)
    {
        var wrong = new List<string>();
        Fields(expected, actual, "", wrong);
        return wrong;
    }

    private static void Match(string what, IReadOnlyList<string> expected, IReadOnlyList<string> actual, List<string> wrong)
    {
        wrong.AddRange(expected.Where(words => !actual.Any(each => Has(each, words))).Select(words => $"no {what} \"{words}\" in: {string.Join(" | ", actual)}"));
        wrong.AddRange(actual.Where(each => !expected.Any(words => Has(each, words))).Select(each => $"a {what} more: {each}"));
    }

    // The words between may be values, which versions write in different ways.
    private static bool Has(string text, string words)
    {
        var at = 0;
        foreach (var part in words.Split('…'))
        {
            var found = text.IndexOf(part.Trim(), at, StringComparison.Ordinal);
            if (found < 0) return false;
            at = found + part.Trim().Length;
        }

        return true;
    }

    private static void Fields(JsonObject expected, JsonNode? actual, string path, List<string> wrong)
    {
        foreach (var (name, value) in expected)
        {
            var found = name.StartsWith('[') ? (actual as JsonArray)?.ElementAtOrDefault(int.Parse(name[1..^1])) : (actual as JsonObject)?[name];
            if (value is JsonObject { Count: > 0 } below && found is not null) Fields(below, found, $"{path}.{name}", wrong);
            else if (!JsonNode.DeepEquals(value, found)) wrong.Add($"{path}.{name} is {found?.ToJsonString() ?? "absent"}, expected {value?.ToJsonString() ?? "absent"}");
        }
    }
}
