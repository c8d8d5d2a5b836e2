using System.Globalization;
using System.Text;
using KubeFate.Fate.Secrets;

namespace KubeFate.Fate.Yaml;

/// <summary>Where in a document the reader is; written out, as in <c>rollsite.partyList[0]</c>, only when somebody asks.</summary>
internal sealed class Trail
{
    private readonly List<string> steps = [];

    public void Enter(string key) => steps.Add(key);

    public void Enter(int index) => steps.Add($"[{index.ToString(CultureInfo.InvariantCulture)}]");

    public void Leave() => steps.RemoveAt(steps.Count - 1);

    /// <summary>Whether a secret belongs here, by the name of a key that leads here.</summary>
    public bool IsSecret => steps.Any(SecretNames.IsSecret);

    public override string ToString()
    {
        var path = new StringBuilder();
        foreach (var step in steps)
        {
            if (path.Length > 0 && step.Length > 0 && !step.StartsWith('[')) path.Append('.');
            path.Append(step);
        }

        return path.ToString();
    }
}
