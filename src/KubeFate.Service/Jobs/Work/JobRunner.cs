using KubeFate.Helm;
using KubeFate.Service.Jobs.Records;
using KubeFate.Service.Storage;
using Microsoft.Extensions.Logging;

namespace KubeFate.Service.Jobs.Work;

/// <summary>Runs one claimed job to its end, or to where this process has to let go of it.</summary>
internal sealed class JobRunner(
    JobStore jobs, JobLeaseStore leases, JobSignals signals, JobOptions options, TimeProvider time, ILogger<JobRunner> logger)
{
    /// <summary>Never throws. <paramref name="shutdown"/> hands the job back.</summary>
    public async Task RunAsync(Claim claim, CancellationToken shutdown)
    {
        var job = claim.Job;
        using var scope = JobLog.Scope(logger, job.Uuid, job.ClusterUuid);
        JobLog.Begins(logger, job.Uuid, job.Method, job.ClusterUuid, job.Attempt);
        using var ends = new RunEnds(job, time, shutdown);
        using var running = signals.Running(job.Uuid, ends.Stop);
        var key = new LeaseKey(job.Id, job.LeaseOwner!, job.Attempt);
        await using var lease = new JobLease(leases, key, options.LeaseLength, ends.Stop, time, logger);
        try
        {
            // If we die here: the job is claimed and nothing else; the next worker claims it when the lease ends.
            FaultPoint.Hit("claim", FaultMoment.Finished);
            EndOrphans(job);
            await RunAsync(claim, lease, ends);
        }
        catch (LeaseLostException)
        {
            JobLog.LeaseLost(logger, job.Uuid);
        }
        catch (OperationCanceledException) when (shutdown.IsCancellationRequested)
        {
            await HandBackAsync(job, key);
        }
        catch (StorageException e)
        {
            // The end itself cannot be written (disk full, database gone for longer than the lease). The job keeps its status; whoever
            // claims it next skips the finished steps and tries again.
            JobLog.Left(logger, job.Uuid, e.Message);
        }
        catch (Exception e)
        {
            JobLog.Fault(logger, e, job.Uuid);
        }
    }

    private async Task RunAsync(Claim claim, JobLease lease, RunEnds ends)
    {
        var (job, handler, _) = claim;
        var writer = new LeasedWriter(leases, lease, job.Uuid, signals, time);
        var states = new StateLines(job);
        var waits = new JobWaits(job, claim.Slot, writer, time);
        var steps = new JobSteps(job, await jobs.ListStepsAsync(job.Id, lease.Lost), writer, states, waits, time);
        await using var modules = new ModuleReports(job, await jobs.ListSubJobsAsync(job.Id, lease.Lost), writer, states, time);
        var context = new JobContext(job, steps, modules, states, writer, time);

        var ending = await HandleAsync(context, handler, () => [.. waits.Waiting is { } outage ? new[] { outage } : [], .. modules.Unready()], lease, ends);
        if (ending.Status != JobStatus.Success)
        {
            waits.Lane = JobLane.Endings;
            ending = await CleanUpAsync(context, handler, ending, lease, ends);
        }

        var end = new JobEnd(job, leases, writer, states, modules, time);
        try
        {
            await end.WriteAsync(ending, handler, lease.Lost);
        }
        catch (Exception e) when (e is not (StorageException or LeaseLostException or OperationCanceledException))
        {
            // The handler cannot say what its end means. The job must end all the same, or it would be tried for ever.
            JobLog.Fault(logger, e, job.Uuid);
            ending = ending with { Status = JobStatus.Failed, State = "job run Failed", Failure = JobFailure.From(e, job.Uuid) };
            await end.WriteAsync(ending, null, lease.Lost);
        }

        Log(job, ending);
    }

    private async Task<JobEnding> HandleAsync(JobContext context, IJobHandler handler, Func<IReadOnlyList<string>> unready, JobLease lease, RunEnds ends)
    {
        using var all = CancellationTokenSource.CreateLinkedTokenSource(ends.Token, lease.Lost);
        try
        {
            all.Token.ThrowIfCancellationRequested();
            // A handler that meets a database which is locked or restarting begins again: its finished steps are skipped.
            var state = "";
            await StorageRetry.RunAsync(async cancel => state = await handler.RunAsync(context, cancel), time, all.Token);
            return new JobEnding { Status = JobStatus.Success, State = state };
        }
        catch (Exception e) when (!lease.Lost.IsCancellationRequested && !ends.Shutdown.IsCancellationRequested && e is not LeaseLostException)
        {
            // What asked for the end decides, not the shape in which the cancellation came up through helm or a watch.
            var ending = ends.Judge(e, unready());
            if (ending.Failure?.Code == JobFailure.Internal) JobLog.Fault(logger, e, context.Job.Uuid);
            return ending;
        }
        catch (Exception) when (lease.Lost.IsCancellationRequested)
        {
            throw new LeaseLostException();
        }
        catch (Exception e) when (e is not (OperationCanceledException or LeaseLostException))
        {
            throw new OperationCanceledException("shutting down", e, ends.Shutdown);
        }
    }

    // If we die while winding up: the request to stop and the time limit are in the database, so the next worker comes here again. A
    // failure is not yet: the next worker runs the failed step again, which fails again or has healed. A handler for which that would be
    // wrong records its decision as a step.
    private async Task<JobEnding> CleanUpAsync(JobContext context, IJobHandler handler, JobEnding ending, JobLease lease, RunEnds ends)
    {
        using var limit = new CancellationTokenSource(options.CleanUpLimit, time);
        using var all = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, lease.Lost, ends.Shutdown);
        try
        {
            var wound = ending;
            await StorageRetry.RunAsync(async cancel => wound = await handler.CleanUpAsync(context, ending, cancel), time, all.Token);
            return wound;
        }
        catch (Exception e) when (e is not LeaseLostException && !lease.Lost.IsCancellationRequested && !ends.Shutdown.IsCancellationRequested)
        {
            var message = limit.IsCancellationRequested ? $"it did not end within {options.CleanUpLimit:g}" : JobFailure.From(e, context.Job.Uuid).Message;
            JobLog.CleanUpFailed(logger, context.Job.Uuid, message);
            await context.WarnAsync($"winding up failed: {message}", lease.Lost);
            return ending.Failure is { } failure ? ending with { Failure = failure with { Message = $"{failure.Message}. Winding up failed: {message}" } } : ending;
        }
    }

    // A helm that outlived the service which had this job before would race with ours. Those of living services are left alone.
    private void EndOrphans(JobRecord job)
    {
        if (job.Attempt > 1 && HelmProcesses.EndOrphans() is > 0 and var count) JobLog.OrphansEnded(logger, job.Uuid, count);
    }

    private async Task HandBackAsync(JobRecord job, LeaseKey key)
    {
        // If we die here, or the database is away: the lease ends by itself and the job is taken up then.
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(3), time);
            await StorageRetry.RunAsync(cancel => leases.ReleaseAsync(key, cancel), time, patience.Token);
            JobLog.HandedBack(logger, job.Uuid);
        }
        catch (Exception e) when (e is StorageException or OperationCanceledException)
        {
            JobLog.Left(logger, job.Uuid, e.Message);
        }
    }

    private void Log(JobRecord job, JobEnding ending)
    {
        if (ending.Failure is { } failure) JobLog.EndedBadly(logger, job.Uuid, ending.Status, failure.Code, failure.Message);
        else JobLog.Ended(logger, job.Uuid, ending.Status);
    }
}
