using System.Security.Cryptography;
using KubeFate.Helm;

namespace KubeFate.Service.Charts;

/// <summary>Makes records of archives that passed the inspection: an upload, a packaged chart of ours or one that was pulled, all the same way.</summary>
internal static class ChartDraft
{
    /// <summary>How a digest is written.</summary>
    public static string Digest(byte[] archive) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(archive));

    /// <summary>Inspects the archive and makes its record.</summary>
    /// <param name="archive">The whole file.</param>
    /// <param name="source">A word of <see cref="Client.Charts.ChartSource"/>.</param>
    /// <param name="label">How messages name it.</param>
    /// <exception cref="HelmException"><see cref="HelmFailure.ChartInvalid"/>, <see cref="HelmFailure.ChartTooLarge"/>.</exception>
    public static StoredChart Of(byte[] archive, string source, string label)
    {
        var chart = ChartArchive.Inspect(archive, label);
        return new StoredChart
        {
            Uuid = "",
            Name = chart.Name,
            Version = chart.Version,
            AppVersion = chart.AppVersion.Length > 255 ? chart.AppVersion[..255] : chart.AppVersion,
            Source = source,
            Digest = Digest(archive),
            Archive = archive,
        };
    }
}
