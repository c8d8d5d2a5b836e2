using System.Collections.Concurrent;
using KubeFate.Client.Charts;
using KubeFate.Client.Wire;
using KubeFate.Helm;
using KubeFate.Service.Hosting;
using Microsoft.Extensions.Logging;

namespace KubeFate.Service.Charts;

/// <summary>
/// The packaged charts that come with the program. They are put into the catalogue when a process first looks into it, not at its start, which
/// must stay fast. A newer program replaces what it brought before; what a user put in their place stays, and what was deleted stays deleted
/// until somebody asks for it by name.
/// </summary>
internal sealed class BuiltInCharts(ServiceOptions options, ChartStore store, ILogger<BuiltInCharts> logger) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);
    private readonly ConcurrentDictionary<string, string> unreadable = new(StringComparer.Ordinal);
    private bool done;

    /// <summary>The files that are no charts and were left out.</summary>
    public IReadOnlyList<ProblemResponse> Problems =>
        [.. unreadable.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => new ProblemResponse { Severity = "warning", Path = file.Key, Line = 0, Message = $"left out of the catalogue: {file.Value}. Replace the file, or take it away" })];

    // Charts that an earlier version of the service pulled lie as files in the data folder.
    private (string Folder, string Source)[] Folders => [(options.ChartsFolder, ChartSource.BuiltIn), (Path.Combine(options.DataFolder, "charts"), ChartSource.Pulled)];

    /// <summary>Brings the catalogue up to date, once a process.</summary>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (done) return;
        await turn.WaitAsync(cancellationToken);
        try
        {
            if (done) return;
            foreach (var (folder, source) in Folders.Where(place => Directory.Exists(place.Folder)))
            {
                foreach (var path in Directory.EnumerateFiles(folder, "*.tgz").Order(StringComparer.Ordinal)) await OfferAsync(path, source, cancellationToken);
            }

            done = true;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Puts that chart into the catalogue though it was deleted once; null when the program does not bring it.</summary>
    public async Task<ChartRecord?> RestoreAsync(string name, string version, CancellationToken cancellationToken)
    {
        foreach (var (folder, source) in Folders)
        {
            var path = Path.Combine(folder, $"{name}-{version}.tgz");
            if (!File.Exists(path) || await ReadAsync(path, source, cancellationToken) is not { } chart) continue;
            if (chart.Name == name && chart.Version == version) return await store.AddAsync(chart, cancellationToken);
        }

        return null;
    }

    public void Dispose() => turn.Dispose();

    private async Task OfferAsync(string path, string source, CancellationToken cancellationToken)
    {
        if (await ReadAsync(path, source, cancellationToken) is not { } chart) return;
        var present = await store.FindAsync(chart.Name, chart.Version, cancellationToken);
        if (present is null)
        {
            if (!await store.WasEverAsync(chart.Name, chart.Version, cancellationToken)) await store.AddAsync(chart, cancellationToken);
        }
        else if (present.Source == ChartSource.BuiltIn && source == ChartSource.BuiltIn && present.Digest != chart.Digest)
        {
            ChartLog.BuiltInReplaced(logger, chart.Name, chart.Version);
            await store.PutAsync(chart, cancellationToken);
        }
    }

    private async Task<StoredChart?> ReadAsync(string path, string source, CancellationToken cancellationToken)
    {
        try
        {
            if (new FileInfo(path).Length > ChartArchive.SizeLimit) throw new HelmException(HelmFailure.ChartTooLarge, $"{Path.GetFileName(path)} is too large for a chart");
            return ChartDraft.Of(await File.ReadAllBytesAsync(path, cancellationToken), source, Path.GetFileName(path));
        }
        catch (Exception failure) when (failure is HelmException or IOException or UnauthorizedAccessException)
        {
            // The others are still good.
            if (unreadable.TryAdd(Path.GetFileName(path), failure is HelmException ? failure.Message : "it cannot be read")) ChartLog.BuiltInUnreadable(logger, path, failure.Message);
            return null;
        }
    }
}
