using System.Text.Json.Nodes;
using KubeFate.Cli.Output;

namespace KubeFate.Cli.Configuration;

/// <summary>Changes a configuration file as its owner would by hand: one key at its top is replaced, comments and the other keys stay as they are.</summary>
internal static class ConfigurationText
{
    /// <summary>Writes a key (null removes it) and checks that nothing else changed. The file need not be there.</summary>
    public static void Set(string path, string key, JsonNode? value)
    {
        var before = File.Exists(path) ? File.ReadAllText(path) : "";
        var after = Replace(before, key, value is null ? "" : YamlText.Write(new JsonObject { [key] = value.DeepClone() }));
        var expected = ConfigurationFile.ParseJson(before, path);
        expected.Remove(key);
        var actual = ConfigurationFile.ParseJson(after, path);
        actual.Remove(key);
        if (!JsonNode.DeepEquals(expected, actual))
            throw new CommandFailure(ExitCode.Invalid, $"{path} is written in a way that cannot be changed safely; set {key} in it by hand");
        PrivateFile.Write(path, after);
    }

    private static string Replace(string text, string key, string block)
    {
        var lines = text.Length == 0 ? [] : text.TrimEnd('\n').Split('\n').ToList();
        var start = lines.FindIndex(line => line.StartsWith(key + ":", StringComparison.Ordinal));
        if (start < 0)
        {
            start = lines.Count;
        }
        else
        {
            var end = start + 1;
            while (end < lines.Count && BelongsToBlock(lines[end])) end++;
            lines.RemoveRange(start, end - start);
        }

        if (block.Length > 0) lines.Insert(start, block.TrimEnd('\n'));
        return string.Concat(lines.Select(line => line + "\n"));
    }

    // A list may stand at the same indent as its key.
    private static bool BelongsToBlock(string line) => line.Length > 0 && line[0] is ' ' or '\t' or '-';
}
