namespace KubeFate.Simulator.Schemas;

/// <summary>
/// Reads our terse schema text (Data/*.schema): <c>group</c>, <c>kind</c> and <c>type</c> headings, then one field a line:
/// <c>name[!] type [=default] [set|atomic|key=a,b] [merge[=key]] [retainKeys] [enum=a|b]</c>. <c>!</c> marks a required field,
/// <c>[]T</c> a list, <c>{}T</c> a map. A kind has apiVersion, kind and metadata without saying so.
/// </summary>
internal static class SchemaFile
{
    public static List<StructText> Parse(TextReader text)
    {
        var structs = new List<StructText>();
        string apiVersion = "", prefix = "";
        while (text.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (line[0] == ' ')
            {
                structs[^1].Fields.Add(ParseField(words));
            }
            else if (words[0] is "group")
            {
                (apiVersion, prefix) = (words[1], words[2]);
            }
            else
            {
                structs.Add(new StructText(apiVersion, prefix + "." + words[1], words[1], IsKind: words[0] is "kind", IsAtomic: words.Length > 2));
            }
        }

        return structs;
    }

    private static FieldText ParseField(string[] words)
    {
        var name = words[0].TrimEnd('!');
        var field = new FieldText(name, words[1]) { Required = name.Length < words[0].Length };
        foreach (var word in words.Skip(2))
        {
            var (option, value) = word.IndexOf('=') is > 0 and var at ? (word[..at], word[(at + 1)..]) : (word, "");
            field = option switch
            {
                "set" => field with { ListKind = ListKind.Set },
                "key" => field with { ListKind = ListKind.Map, Keys = value.Split(',') },
                "atomic" => field with { IsAtomic = true },
                "merge" => field with { Merge = true, MergeKey = value.Length == 0 ? null : value },
                "replace" => field,
                "retainKeys" => field with { RetainKeys = true },
                "enum" => field with { Enum = value.Split('|') },
                _ when word[0] == '=' => field with { Default = word[1..] },
                _ => throw new FormatException($"Schema data: unknown option '{word}' of field '{name}'."),
            };
        }

        return field;
    }
}

/// <summary>A struct as the data files write it, its field types not yet looked up.</summary>
internal sealed record StructText(string ApiVersion, string OpenApiName, string Name, bool IsKind, bool IsAtomic)
{
    public List<FieldText> Fields { get; } = [];
}

/// <summary>A field as the data files write it.</summary>
internal sealed record FieldText(string Name, string Type)
{
    public bool Required { get; init; }

    public bool IsAtomic { get; init; }

    public ListKind ListKind { get; init; }

    public IReadOnlyList<string> Keys { get; init; } = [];

    public bool Merge { get; init; }

    public string? MergeKey { get; init; }

    public bool RetainKeys { get; init; }

    public string? Default { get; init; }

    public IReadOnlyList<string> Enum { get; init; } = [];
}
