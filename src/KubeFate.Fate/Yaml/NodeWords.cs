namespace KubeFate.Fate.Yaml;

/// <summary>Names nodes in sentences.</summary>
internal static class NodeWords
{
    /// <summary>As in <c>a list</c> or <c>the number 30091</c>; of a secret its kind alone.</summary>
    public static string Describe(this YamlNode node) => node switch
    {
        YamlScalar { IsSecret: true } => node.Kind(),
        YamlList => "a list",
        YamlMap => "a mapping",
        YamlScalar { Value.Kind: ScalarKind.Null } => "nothing",
        YamlScalar { Value.Kind: ScalarKind.Boolean, Text: "true" or "false" } scalar => scalar.Text,
        YamlScalar { Value.Kind: ScalarKind.Boolean } scalar => $"{scalar.Text}, which YAML reads as {scalar.Value.AsKey()}",
        YamlScalar { Value.Kind: ScalarKind.Integer or ScalarKind.Real } scalar => $"the number {scalar.Text}",
        YamlScalar scalar => $"the text \"{Shorten(scalar.Text)}\"",
        _ => "something else",
    };

    /// <summary>As in <c>a list</c> or <c>a text</c>: what it is and not what it says.</summary>
    public static string Kind(this YamlNode node) => node switch
    {
        YamlList => "a list",
        YamlMap => "a mapping",
        YamlScalar { Value.Kind: ScalarKind.Null } => "nothing",
        YamlScalar { Value.Kind: ScalarKind.Boolean } => "true or false",
        YamlScalar { Value.Kind: ScalarKind.Integer or ScalarKind.Real } => "a number",
        _ => "a text",
    };

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
