using KubeFate.Service.Jobs.Records;

namespace KubeFate.Service.Jobs.Work;

/// <summary>The order in which waiting jobs get slots: turn by turn between users, so that nobody's hundred installs stand before another's one.</summary>
internal static class FairOrder
{
    /// <summary>
    /// The jobs in that order. <paramref name="standing"/> tells how many slots of a lane a user's jobs hold, and the number of the last turn that they had:
    /// fewest first, then who waits longest. Of one user the oldest job goes first.
    /// </summary>
    public static IReadOnlyList<JobRecord> Of(IEnumerable<JobRecord> waiting, Func<JobLane, string, (int Held, long LastTurn)> standing) =>
    [
        .. waiting.GroupBy(job => (Lane: JobLanes.Of(job), job.Creator))
            .SelectMany(own =>
            {
                var (held, last) = standing(own.Key.Lane, own.Key.Creator);
                return own.OrderBy(job => job.Id).Select((job, place) => (Job: job, Round: held + place, Last: last));
            })
            .OrderBy(one => one.Round).ThenBy(one => one.Last).ThenBy(one => one.Job.Id).Select(one => one.Job),
    ];
}
