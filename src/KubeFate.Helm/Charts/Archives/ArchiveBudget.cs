namespace KubeFate.Helm.Charts.Archives;

/// <summary>What one chart, with the archives packed inside it, may cost. A bomb ends when the budget does.</summary>
internal sealed class ArchiveBudget
{
    /// <summary>Helm 4 reads no larger file of a chart, and no larger chart.</summary>
    public const long FileLimit = 5 * Mebibyte, TotalLimit = 100 * Mebibyte;

    /// <summary>What is packed of a chart: helm's release record (1 MiB) holds far less.</summary>
    public const long PackedLimit = 10 * Mebibyte;

    /// <summary>The templates of real charts shrink to a tenth. Small archives may shrink more.</summary>
    public const int RatioLimit = 100;

    public const int EntryLimit = 10_000, DepthLimit = 5;

    private const long Mebibyte = 1024 * 1024, RatioCounts = 4 * Mebibyte;

    private long expanded;
    private int entries;

    /// <summary>Counts what came out of an archive; <paramref name="outOf"/> and <paramref name="packed"/> are that archive's own.</summary>
    public void Expand(int bytes, long outOf, long packed)
    {
        expanded += bytes;
        if (expanded > TotalLimit) throw new ArchiveTooLargeException($"it unpacks to more than {TotalLimit / Mebibyte} MiB");
        if (outOf > RatioCounts && outOf / RatioLimit > packed)
            throw new ArchiveTooLargeException($"it unpacks to more than {RatioLimit} times its size");
    }

    public void CountEntry()
    {
        if (++entries > EntryLimit) throw new ArchiveTooLargeException($"it has more than {EntryLimit} files");
    }

    public static void CheckFile(string name, long size)
    {
        if (size > FileLimit) throw new ArchiveTooLargeException($"{name} is larger than {FileLimit / Mebibyte} MiB");
    }

    public static void CheckPacked(long size)
    {
        if (size > PackedLimit) throw new ArchiveTooLargeException($"the archive is larger than {PackedLimit / Mebibyte} MiB");
    }
}

/// <summary>An archive that is, or would become, larger than any chart.</summary>
internal sealed class ArchiveTooLargeException(string message) : Exception(message);
