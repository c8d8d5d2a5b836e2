namespace KubeFate.Service.Jobs.Work;

/// <summary>
/// How many jobs work at once in this process: <see cref="JobOptions.Parallelism"/> in each lane. Waiting takes no slot. A job that has begun
/// and wants to go on goes before those that have not, and fewest slots of a user first.
/// </summary>
internal sealed class JobSlots(JobOptions options, JobSignals signals)
{
    private readonly Lock _lock = new();
    private readonly List<JobSlot> _held = [];
    private readonly Dictionary<(JobLane Lane, string User), long> _turns = [];
    private readonly List<(JobSlot Slot, JobLane Lane, TaskCompletionSource Turn)> _waiting = [];
    private long _turn;

    /// <summary>How many slots of the lane that user's jobs hold, and the number of the last turn that they had.</summary>
    public (int Held, long LastTurn) Standing(JobLane lane, string user)
    {
        lock (_lock) return (_held.Count(slot => slot.Lane == lane && slot.User == user), _turns.GetValueOrDefault((lane, user)));
    }

    /// <summary>A slot for a job of that user that has not begun; null when there is none.</summary>
    public JobSlot? TryTake(JobLane lane, string user)
    {
        lock (_lock)
        {
            if (Free(lane) <= 0) return null;
            var slot = new JobSlot(this, user);
            Give(slot, lane);
            return slot;
        }
    }

    /// <summary>Takes the slot again, or one of another lane. Null: it has it now. Otherwise how many wait before it, and the task that ends with its turn.</summary>
    internal (int Before, Task Turn)? Take(JobSlot slot, JobLane lane, CancellationToken cancellationToken)
    {
        if (slot.Lane == lane) return null;
        GiveBack(slot);
        TaskCompletionSource turn;
        int before;
        lock (_lock)
        {
            if (Free(lane) > 0)
            {
                Give(slot, lane);
                return null;
            }

            before = _waiting.Count(other => other.Lane == lane);
            turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((slot, lane, turn));
        }

        return (before, WaitAsync(slot, turn, cancellationToken));
    }

    /// <summary>Lets go of it, if it holds one: the next may have it.</summary>
    internal void GiveBack(JobSlot slot)
    {
        lock (_lock)
        {
            if (!Release(slot)) return;
        }

        signals.RaiseWork();
    }

    private async Task WaitAsync(JobSlot slot, TaskCompletionSource turn, CancellationToken cancellationToken)
    {
        try
        {
            await turn.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            lock (_lock) _waiting.RemoveAll(one => one.Slot == slot);
            throw; // If its turn came in that moment, the slot is given back with the run.
        }
    }

    private int Free(JobLane lane) => options.Parallelism - _held.Count(slot => slot.Lane == lane) - _waiting.Count(one => one.Lane == lane);

    private void Give(JobSlot slot, JobLane lane)
    {
        slot.Lane = lane;
        _held.Add(slot);
        _turns[(lane, slot.User)] = ++_turn;
    }

    private bool Release(JobSlot slot)
    {
        if (slot.Lane is not { } lane) return false;
        _held.Remove(slot);
        slot.Lane = null;
        var heirs = _waiting.Where(one => one.Lane == lane).ToList();
        if (heirs.Count > 0 && heirs.MinBy(one => _held.Count(held => held.Lane == lane && held.User == one.Slot.User)) is var heir)
        {
            _waiting.Remove(heir);
            Give(heir.Slot, lane);
            heir.Turn.SetResult();
        }

        return true;
    }
}

/// <summary>One run's slot, which it gives back while it only waits.</summary>
internal sealed class JobSlot(JobSlots slots, string user) : IDisposable
{
    /// <summary>Whose job it is.</summary>
    public string User => user;

    /// <summary>Of which lane it is; null while it holds none.</summary>
    public JobLane? Lane { get; set; }

    /// <inheritdoc cref="JobSlots.Take"/>
    public (int Before, Task Turn)? Take(JobLane lane, CancellationToken cancellationToken) => slots.Take(this, lane, cancellationToken);

    /// <inheritdoc cref="JobSlots.GiveBack"/>
    public void GiveBack() => slots.GiveBack(this);

    /// <inheritdoc />
    public void Dispose() => GiveBack();
}
