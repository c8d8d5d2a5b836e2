namespace KubeFate.Cli.Output;

/// <summary>How things of one kind are shown: what <c>-q</c> and <c>-o name</c> print of one, and the columns of a list.</summary>
internal sealed class ListView<T>(Func<T, string> id, Func<T, string> name, params Column<T>[] columns)
{
    public Func<T, string> Id { get; } = id;

    /// <summary>In a form that other verbs take as their argument.</summary>
    public Func<T, string> Name { get; } = name;

    public IReadOnlyList<Column<T>> Columns { get; } = columns;
}

/// <summary>One column. The original's come first; what it did not have is <see cref="Wide"/> alone.</summary>
internal sealed record Column<T>(string Header, Func<T, string> Value, bool Wide = false);
