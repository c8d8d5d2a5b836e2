using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace KubeFate.Cli.Output;

/// <summary>Prints results on stdout in the asked format. JSON and YAML are the wire's own records, so they are as stable as /v1.</summary>
internal sealed class ResultPrinter(Terminal terminal, OutputFormat format, bool headers, bool quiet)
{
    public OutputFormat Format { get; } = format;

    /// <summary>Whether tables have their first line.</summary>
    public bool Headers { get; } = headers;

    /// <summary>Ids alone, and no notes.</summary>
    public bool Quiet { get; } = quiet;

    /// <summary>Whether the result is text for people, not a record, a name or an id.</summary>
    public bool ForPeople => !Quiet && Format is OutputFormat.Table or OutputFormat.Wide;

    /// <summary>A list; <paramref name="none"/> tells people that it is empty, and what to do about it.</summary>
    public void List<T>(IReadOnlyList<T> items, JsonTypeInfo<IReadOnlyList<T>> type, ListView<T> view, string none)
    {
        if (Record(() => JsonSerializer.SerializeToNode(items, type))) return;
        if (!ForPeople)
        {
            foreach (var item in items) terminal.Out.WriteLine(Quiet ? view.Id(item) : view.Name(item));
            return;
        }

        var columns = view.Columns.Where(column => !column.Wide || Format == OutputFormat.Wide).ToArray();
        var table = new TextTable();
        if (Headers) table.Add(Array.ConvertAll(columns, column => column.Header));
        foreach (var item in items) table.Add(Array.ConvertAll(columns, column => column.Value(item)));
        terminal.Out.Write(Format != OutputFormat.Wide && terminal.Width() is { } width ? table.Fit(width) : table.ToString());
        if (items.Count == 0) Note(none);
    }

    /// <summary>An empty line between two tables.</summary>
    public void Blank() => terminal.Out.WriteLine();

    /// <summary>One thing; <paramref name="text"/> is its form for people.</summary>
    public void One<T>(T item, JsonTypeInfo<T> type, ListView<T> view, Func<T, string> text)
    {
        if (Record(() => JsonSerializer.SerializeToNode(item, type))) return;
        if (ForPeople) terminal.Out.Write(text(item));
        else terminal.Out.WriteLine(Quiet ? view.Id(item) : view.Name(item));
    }

    /// <summary>Something was done that has no record of its own: the original's sentence, or the id of what it was done to.</summary>
    public void Done(string id, string sentence)
    {
        if (Record(() => new JsonObject { ["id"] = id, ["msg"] = sentence })) return;
        terminal.Out.WriteLine(ForPeople ? sentence : id);
    }

    /// <summary>Tells people something beside the result.</summary>
    public void Note(string text)
    {
        if (!Quiet) terminal.Error.WriteLine(text);
    }

    /// <summary>Tells what is wrong, with -q too.</summary>
    public void Error(string text) => terminal.Error.WriteLine(text);

    private bool Record(Func<JsonNode?> record)
    {
        if (Format == OutputFormat.Json) terminal.Out.Write(JsonText.Write(record(), indented: true) + "\n");
        else if (Format == OutputFormat.Yaml) terminal.Out.Write(YamlText.Write(record()));
        else return false;
        return true;
    }
}
