using KubeFate.Fate.Forms;
using KubeFate.Fate.Keys;
using KubeFate.Fate.Yaml;

namespace KubeFate.Fate.Checks;

/// <summary>
/// Holds one value against the type of its key. What was meant beyond doubt is taken as meant, here and by the chart:
/// a number in quotes for a number, a number without quotes for a text.
/// </summary>
internal sealed class ValueChecker(CheckContext context)
{
    private const int LeastUsualNodePort = 30000;
    private const int GreatestUsualNodePort = 32767;

    public void Check(string path, YamlMap section, YamlNode node, KeySpec spec)
    {
        if (spec.Type is KeyType.Labels or KeyType.Mapping)
        {
            CheckMapping(path, node, spec.Type.Value);
            return;
        }

        if (node is not YamlScalar scalar)
        {
            context.Error(path, node, $"{Needed(spec)} is needed; here stands {node.Describe()}");
            return;
        }

        if (spec.Words is { } words) CheckWord(path, scalar, words);
        else CheckScalar(path, section, scalar, spec.Type!.Value);
    }

    /// <summary>An empty text for a key that is no text becomes nothing, as charts take it for.</summary>
    public static void ClearUnlessText(YamlScalar scalar, KeySpec spec)
    {
        if (spec.Type is not (KeyType.Text or KeyType.Secret or KeyType.Registry)) scalar.Value = ScalarValue.Null;
    }

    private void CheckScalar(string path, YamlMap section, YamlScalar scalar, KeyType type)
    {
        switch (type)
        {
            case KeyType.Text or KeyType.Secret:
                AsText(path, scalar, type);
                break;
            case KeyType.Boolean:
                CheckBoolean(path, scalar);
                break;
            case KeyType.Integer or KeyType.Count or KeyType.Positive or KeyType.Port or KeyType.NodePort or KeyType.PartyId:
                CheckNumber(path, section, scalar, type);
                break;
            default:
                AsText(path, scalar, type);
                if (TextForms.Fault(type, scalar.Text) is { } fault) context.Error(path, scalar, fault);
                break;
        }
    }

    /// <summary>A scalar without quotes that YAML reads as something else than a text is the text it was written as.</summary>
    private void AsText(string path, YamlScalar scalar, KeyType type)
    {
        if (scalar.Value.Kind == ScalarKind.Text) return;
        // A quantity may be written as a number, and means what it says: cpu: 1e3.
        var isSame = string.Equals(scalar.Value.AsKey(), scalar.Text, StringComparison.Ordinal) || type == KeyType.Quantity;
        if (!isSame || scalar.Value.Kind == ScalarKind.Boolean)
        {
            var written = type == KeyType.Secret || scalar.IsSecret ? "it" : scalar.Text;
            context.Warning(path, scalar,
                $"without quotes YAML reads {written} as {Kind(scalar)}; it is taken as the text it was written as: put it in quotes");
        }

        scalar.Value = ScalarValue.Of(scalar.Text);
    }

    private void CheckBoolean(string path, YamlScalar scalar)
    {
        if (scalar.Value.Kind == ScalarKind.Boolean) return;
        var meant = ScalarResolver.Resolve(scalar.Text);
        if (meant.Kind == ScalarKind.Boolean) scalar.Value = meant;
        else context.Error(path, scalar, $"true or false is needed; here stands {scalar.Describe()}");
    }

    private void CheckNumber(string path, YamlMap section, YamlScalar scalar, KeyType type)
    {
        if (scalar.Value.Kind == ScalarKind.Text && ScalarResolver.Number(scalar.Text) is { } meant) scalar.Value = meant;
        if (scalar.Value.Kind != ScalarKind.Integer)
        {
            context.Error(path, scalar, $"{Needed(type)} is needed; here stands {scalar.Describe()}");
            return;
        }

        var number = scalar.Value.Integer;
        var (least, greatest) = Range(type);
        if (number < least || number > greatest)
        {
            context.Error(path, scalar, $"{number} is out of range; {Needed(type)} is needed");
            return;
        }

        if (type != KeyType.NodePort) return;
        context.NodePorts.Add(new NodePortUse(path, scalar, (long)number, section));
        if (number < LeastUsualNodePort || number > GreatestUsualNodePort)
            context.Warning(path, scalar,
                $"Kubernetes opens node ports from {LeastUsualNodePort} to {GreatestUsualNodePort} unless its API server was started with "
                + $"another range; {number} may be refused");
    }

    private void CheckWord(string path, YamlScalar scalar, IReadOnlyList<string> words)
    {
        if (words.Contains(scalar.Text, StringComparer.Ordinal)) return;
        if (words.FirstOrDefault(word => word.Equals(scalar.Text, StringComparison.OrdinalIgnoreCase)) is { } meant)
        {
            context.Meant(path, scalar, meant);
            return;
        }

        context.Error(path, scalar,
            $"one of {string.Join(", ", words)} is needed; here stands {scalar.Describe()}{Nearest.Hint(scalar.Text, words)}");
    }

    private void CheckMapping(string path, YamlNode node, KeyType type)
    {
        if (node is not YamlMap map)
        {
            var cure = node is YamlList ? "; leave out the \"- \"" : "";
            context.Error(path, node, $"a mapping is needed, as in disktype: ssd; here stands {node.Describe()}{cure}");
            return;
        }

        if (type != KeyType.Labels) return;
        foreach (var entry in map.Entries)
        {
            if (entry.Value is YamlScalar { Value.IsNull: false } scalar) AsText($"{path}.{entry.Key}", scalar, KeyType.Text);
            else if (entry.Value is not YamlScalar)
                context.Error($"{path}.{entry.Key}", entry.Value, $"a text is needed; here stands {entry.Value.Describe()}");
        }
    }

    private static string Kind(YamlScalar scalar) => scalar.Value.Kind == ScalarKind.Boolean ? "true or false" : "a number";

    private static (Int128 Least, Int128 Greatest) Range(KeyType type) => type switch
    {
        KeyType.Port or KeyType.NodePort => (1, ushort.MaxValue),
        KeyType.PartyId => (1, int.MaxValue),
        KeyType.Count => (0, int.MaxValue),
        KeyType.Positive => (1, int.MaxValue),
        _ => (long.MinValue, long.MaxValue),
    };

    private static string Needed(KeySpec spec) => spec.Words is { } words ? $"one of {string.Join(", ", words)}" : Needed(spec.Type!.Value);

    private static string Needed(KeyType type) => type switch
    {
        KeyType.Boolean => "true or false",
        KeyType.Integer => "a whole number",
        KeyType.Count => $"a whole number from 0 to {int.MaxValue}",
        KeyType.Positive => $"a whole number from 1 to {int.MaxValue}",
        KeyType.Port => "a port from 1 to 65535",
        KeyType.NodePort => "a port from 1 to 65535 (without the key Kubernetes picks one)",
        KeyType.PartyId => $"a party id, a whole number from 1 to {int.MaxValue},",
        KeyType.Quantity => "a quantity such as 500m or 4Gi",
        KeyType.Duration => "a duration such as 90m",
        _ => "a text",
    };
}
