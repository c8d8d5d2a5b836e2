using System.Text;

namespace KubeFate.Service.Hosting;

/// <summary>The stable words for failures of the other rooms: <c>HelmFailure.ChartMissing</c> becomes <c>chart_missing</c>.</summary>
internal static class FailureCodes
{
    public static string Of<TEnum>(TEnum code) where TEnum : struct, Enum
    {
        var word = new StringBuilder();
        foreach (var letter in code.ToString())
        {
            if (char.IsUpper(letter) && word.Length > 0) word.Append('_');
            word.Append(char.ToLowerInvariant(letter));
        }

        return word.ToString();
    }
}
