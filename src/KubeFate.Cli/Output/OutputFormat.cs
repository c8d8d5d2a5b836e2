namespace KubeFate.Cli.Output;

/// <summary>What <c>-o</c> asks for.</summary>
internal enum OutputFormat
{
    Table,

    /// <summary>A table with columns that the original does not have.</summary>
    Wide,
    Json,
    Yaml,

    /// <summary>A line each, in the form that other verbs take as their argument.</summary>
    Name,
}
