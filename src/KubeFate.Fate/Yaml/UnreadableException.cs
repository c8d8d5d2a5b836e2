namespace KubeFate.Fate.Yaml;

/// <summary>Ends the reading of a document: what follows cannot be read. Only <see cref="YamlReader"/> throws and catches it.</summary>
internal sealed class UnreadableException(int line, int column, string message) : Exception(message)
{
    public int Line { get; } = line;

    public int Column { get; } = column;
}
