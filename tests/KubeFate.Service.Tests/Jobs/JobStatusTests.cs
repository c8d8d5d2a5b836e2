using KubeFate.Service.Jobs;

namespace KubeFate.Service.Tests.Jobs;

public sealed class JobStatusTests
{
    [Fact]
    public void Every_status_is_a_word_of_the_closed_set_that_old_clients_know()
    {
        string[] known = ["Pending", "Running", "Success", "Failed", "Rollback", "Timeout", "Stopping", "Canceled"];
        Assert.Equal(known.Order(StringComparer.Ordinal), Enum.GetNames<JobStatus>().Order(StringComparer.Ordinal));
        Assert.All(Enum.GetValues<JobStatus>(), s => Assert.Equal(JobTransitions.IsFinal(s), Client.Jobs.JobStatus.IsFinal(s.ToString())));
    }

    [Fact]
    public void Nothing_follows_an_end_and_every_end_can_be_reached_from_running_or_stopping()
    {
        var final = Enum.GetValues<JobStatus>().Where(JobTransitions.IsFinal).ToList();
        Assert.Equal([JobStatus.Success, JobStatus.Failed, JobStatus.Timeout, JobStatus.Canceled], final);
        Assert.All(final, f => Assert.DoesNotContain(Enum.GetValues<JobStatus>(), to => JobTransitions.Allows(f, to)));
        Assert.All(final, f => Assert.Contains(JobStatus.Stopping, JobTransitions.Before(f)));
        Assert.False(JobTransitions.Allows(JobStatus.Pending, JobStatus.Success));
    }
}
