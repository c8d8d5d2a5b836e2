using KubeFate.Client.Charts;
using KubeFate.Helm;
using KubeFate.Service.Hosting;
using KubeFate.Service.Storage;
using LinqToDB;
using LinqToDB.Async;
using Microsoft.AspNetCore.Http;

namespace KubeFate.Service.Charts;

/// <summary>What people change in the catalogue: uploads and deletes.</summary>
internal sealed class ChartChanges(Database database, ChartStore store, BuiltInCharts builtIn)
{
    /// <summary>
    /// Puts an upload into the catalogue. One of that name and version is replaced, though clusters were installed from it: they keep what
    /// they were installed with (helm has its own copy), and their next update takes the new one. Throws <c>chart_invalid</c> or
    /// <c>chart_too_large</c>, and nothing is kept.
    /// </summary>
    public async Task<ChartRecord> UploadAsync(byte[] archive, CancellationToken cancellationToken)
    {
        var chart = Inspect(archive);
        // The charts of the program come first, or a later look would take the upload's place for one of theirs.
        await builtIn.EnsureAsync(cancellationToken);
        return await store.PutAsync(chart, cancellationToken);
    }

    /// <summary>
    /// Removes a chart; one that is removed already stays so. Throws <c>chart_missing</c> for one that never was, and <c>chart_in_use</c> while
    /// a cluster uses it, unless forced.
    /// </summary>
    public async Task<ChartRecord> DeleteAsync(string uuid, bool force, CancellationToken cancellationToken)
    {
        await builtIn.EnsureAsync(cancellationToken);
        var chart = await store.FindAsync(uuid, cancellationToken) ?? throw ServiceException.NotFound("chart_missing");
        if (chart.DeletedAt is not null) return chart;
        await database.WriteAsync(async (db, cancel) =>
        {
            if (!force) await RefuseInUseAsync(db, chart, cancel);
            await store.DeleteAsync(db, uuid, cancel);
        }, cancellationToken);
        return chart;
    }

    private static StoredChart Inspect(byte[] archive)
    {
        try
        {
            return ChartDraft.Of(archive, ChartSource.Uploaded, "the upload");
        }
        catch (HelmException failure) when (failure.Code == HelmFailure.ChartTooLarge)
        {
            throw new ServiceException(FailureCodes.Of(failure.Code), $"{failure.Message}. Leave what is no template out of the chart (.helmignore) and package it again", StatusCodes.Status413PayloadTooLarge, failure);
        }
        catch (HelmException failure)
        {
            throw new ServiceException(FailureCodes.Of(failure.Code), $"{failure.Message}. Upload the .tgz that helm package makes of the chart's folder", StatusCodes.Status400BadRequest, failure);
        }
    }

    private static async Task RefuseInUseAsync(StorageConnection db, ChartRecord chart, CancellationToken cancellationToken)
    {
        var users = await db.Clusters.Where(c => c.DeletedAt == null && c.ChartName == chart.Name && c.ChartVersion == chart.Version)
            .OrderBy(c => c.Id).Select(c => c.Namespace + "/" + c.Name).Take(4).ToListAsync(cancellationToken);
        if (users.Count == 0) return;
        var named = string.Join(", ", users.Take(3)) + (users.Count > 3 ? " and others" : "");
        throw new ServiceException("chart_in_use",
            $"the chart {chart.Name} {chart.Version} is used by {named}: delete those clusters first, or delete the chart all the same with force=true (they keep running, but cannot be updated without it)", StatusCodes.Status409Conflict);
    }
}
