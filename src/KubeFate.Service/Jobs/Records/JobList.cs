using KubeFate.Client.Jobs;
using KubeFate.Service.Hosting.Lists;
using KubeFate.Service.Storage;
using LinqToDB;
using LinqToDB.Async;

namespace KubeFate.Service.Jobs.Records;

/// <summary>Lists jobs, each with its modules.</summary>
internal sealed class JobList(Database database)
{
    // Numbers are written into the statement: so many make 20 kB of it.
    private const int NumbersAtOnce = 1000;

    /// <summary>What a list of jobs can be sorted by. A job that waits counts by when it was made, as its <c>start_time</c> shows.</summary>
    public static SortFields<JobRecord> Sorts { get; } = new SortFields<JobRecord>(j => j.Id)
        .Add("start_time", j => Sql.Expr<long>($"COALESCE({j.StartedAt}, {j.CreatedAt})")).Add("status", j => j.Status).Add("method", j => j.Method).Add("creator", j => j.Creator)
        .Add("created_at", j => j.CreatedAt);

    /// <summary>The jobs that were asked for.</summary>
    public Task<ListPart<JobRecord>> ListAsync(JobQuery query, CancellationToken cancellationToken) =>
        database.ReadAsync((db, cancel) => Filter(db.GetTable<JobRecord>(), query).ToPartAsync(query, Sorts, cancel), cancellationToken);

    /// <summary>The modules of these jobs, in one query for a thousand of them.</summary>
    public Task<ILookup<long, SubJobRecord>> ListSubJobsAsync(IEnumerable<JobRecord> jobs, CancellationToken cancellationToken) =>
        database.ReadAsync(async (db, cancel) =>
        {
            var modules = new List<SubJobRecord>();
            foreach (var numbers in jobs.Select(job => job.Id).Chunk(NumbersAtOnce))
                modules.AddRange(await db.GetTable<SubJobRecord>().Where(s => numbers.Contains(s.JobId)).ToListAsync(cancel));
            return modules.ToLookup(s => s.JobId);
        }, cancellationToken);

    private static IQueryable<JobRecord> Filter(IQueryable<JobRecord> jobs, JobQuery query)
    {
        jobs = jobs.Where(j => j.DeletedAt == null);
        if (query.ClusterId is { } cluster) jobs = jobs.Where(j => j.ClusterUuid == cluster);
        if (query.Status is { } word && Enum.TryParse<JobStatus>(word, out var status)) jobs = jobs.Where(j => j.Status == status);
        if (query.Method is { } method) jobs = jobs.Where(j => j.Method == method);
        if (query.Creator is { } creator) jobs = jobs.Where(j => j.Creator == creator);
        return jobs;
    }
}
