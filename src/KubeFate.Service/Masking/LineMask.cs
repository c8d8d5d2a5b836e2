namespace KubeFate.Service.Masking;

/// <summary>Masks a log line by line, and remembers that it is inside a private key.</summary>
internal sealed class LineMask(SecretMask mask)
{
    private bool insideKey;

    /// <summary>The masked line; null where nothing is left of it.</summary>
    public string? Line(string line)
    {
        var ends = line.Contains("-----END", StringComparison.Ordinal);
        if (insideKey)
        {
            insideKey = !ends;
            return null;
        }

        insideKey = !ends && line.Contains("-----BEGIN", StringComparison.Ordinal) && line.Contains("PRIVATE KEY-----", StringComparison.Ordinal);
        return mask.Text(line);
    }
}
