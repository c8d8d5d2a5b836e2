using KubeFate.Service.Jobs.Records;
using KubeFate.Service.Jobs.Work;
using Microsoft.Extensions.DependencyInjection;

namespace KubeFate.Service.Jobs;

/// <summary>Puts the job engine into a service. Needs <c>Database</c>, <c>DatabaseOptions</c>, <see cref="JobOptions"/> and <see cref="TimeProvider"/> there.</summary>
internal static class JobServices
{
    /// <summary>Adds all but the handlers, which are added as <see cref="IJobHandler"/>.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services) => services
        .AddSingleton<JobStore>()
        .AddSingleton<JobList>()
        .AddSingleton<JobEventStore>()
        .AddSingleton<JobLeaseStore>()
        .AddSingleton<JobSignals>()
        .AddSingleton<JobQueue>()
        .AddSingleton<IdempotentJobs>()
        .AddSingleton<JobEvents>()
        .AddSingleton<JobHandlers>()
        .AddSingleton<WorkerPresence>()
        .AddSingleton<JobSlots>()
        .AddSingleton<JobLine>()
        .AddSingleton<JobClaims>()
        .AddSingleton<JobRunner>()
        .AddSingleton<EventPurge>()
        .AddHostedService(services => services.GetRequiredService<EventPurge>())
        .AddHostedService<JobWorker>();
}
