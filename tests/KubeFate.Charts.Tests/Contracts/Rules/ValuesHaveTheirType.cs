using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace KubeFate.Charts.Tests.Contracts.Rules;

/// <summary>Each value is of its key's type, and one of its words.</summary>
internal sealed partial class ValuesHaveTheirType : IContractRule
{
    public IEnumerable<Shortfall> Check(ProgramContainer container) =>
        from reading in FileReading.Of(container)
        from path in reading.File.Settings.Leaves
        from key in reading.Keys
        where key.Path.Matches(path) && reading.IsReadHere(key)
        from text in Texts(reading.File.Settings[path])
        where text.Length > 0 && !(Is(key, text, container) && IsNumberWhereItMust(reading, key, path))
        select reading.Shortfall(path, $"\"{text}\" is no {key.Type}{(key.Words.Count > 0 ? " of " + string.Join(", ", key.Words) : "")} ({key.Source})");

    public static bool Is(ContractKey key, string text, ProgramContainer? container)
    {
        // "bool or text" is one of its words, whichever they are.
        if (key.Words.Count > 0) return key.Words.Contains(text, StringComparer.OrdinalIgnoreCase);
        return key.Type switch
        {
            "bool" => text is "true" or "false",
            "int > 0" => Positive().IsMatch(text),
            "int" => Whole().IsMatch(text),
            "port" => Whole().IsMatch(text) && long.Parse(text, System.Globalization.CultureInfo.InvariantCulture) is -1 or (> 0 and < 65536),
            "party" or "party number" => Whole().IsMatch(text) || text == "exchange",
            "absolute path" => text.StartsWith('/'),
            "list of host:port" or "host:port" => Address().IsMatch(text),
            "host" => Host().IsMatch(text),
            // A name will do where the command looks names up before the program sees them.
            "ip" => Ip().IsMatch(text) || (Host().IsMatch(text) && container?.Script.Text.Contains("getent ahostsv4", StringComparison.Ordinal) == true),
            "url hdfs://host:port" => text.StartsWith("hdfs://", StringComparison.Ordinal),
            "url" => text.Contains("://", StringComparison.Ordinal) || text.StartsWith("local[", StringComparison.Ordinal),
            "jdbc url" => text.StartsWith("jdbc:", StringComparison.Ordinal),
            "module#function" => text.Contains('#', StringComparison.Ordinal),
            _ => true,
        };
    }

    // A JSON text in place of a number fails the cast of Java.
    private static bool IsNumberWhereItMust(FileReading reading, ContractKey key, string path) =>
        reading.Contract.Format != "json" || key.Type is not ("port" or "int") || reading.File.Settings.IsNumber(path);

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonArray list => list.Select(item => item?.ToString() ?? ""),
        JsonValue value => [value.ToString()],
        _ => [],
    };

    [GeneratedRegex("^[1-9][0-9]*$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Positive();

    [GeneratedRegex("^-?[0-9]+$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Whole();

    [GeneratedRegex(@"^[\w.-]+:[0-9]+$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();

    [GeneratedRegex(@"^[\w.:-]+$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Host();

    [GeneratedRegex(@"^([0-9]{1,3}\.){3}[0-9]{1,3}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Ip();
}
