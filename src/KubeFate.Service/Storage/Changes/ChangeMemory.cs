using System.Diagnostics.CodeAnalysis;

namespace KubeFate.Service.Storage.Changes;

/// <summary>
/// Remembers what was made from the database, each thing until somebody writes in the areas that it was made from. Bounded: what was not asked
/// for longest goes first.
/// </summary>
/// <param name="most">The most that all entries may cost together.</param>
/// <param name="time">The clock.</param>
internal sealed class ChangeMemory<TKey, TValue>(long most, TimeProvider time)
    where TKey : notnull
{
    /// <summary>
    /// How long anything is remembered at most: rows that somebody changed by hand, or that an older release wrote during its replacement, move no
    /// stamp.
    /// </summary>
    public static readonly TimeSpan LongestAge = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _latestFirst = new();
    private long _cost;

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _entries.Count;
        }
    }

    /// <summary>What they cost together.</summary>
    public long Cost
    {
        get
        {
            lock (_lock) return _cost;
        }
    }

    /// <summary>What is remembered under that key, if it still holds at these stamps.</summary>
    public bool TryFind(TKey key, ChangeStamps now, [MaybeNullWhen(false)] out TValue value)
    {
        lock (_lock)
        {
            value = default;
            if (!_entries.TryGetValue(key, out var node)) return false;
            if (!node.Value.Seen.AgreesWith(now, node.Value.Areas) || time.GetElapsedTime(node.Value.Since) > LongestAge)
            {
                Remove(node);
                return false;
            }

            if (node != _latestFirst.First)
            {
                _latestFirst.Remove(node);
                _latestFirst.AddFirst(node);
            }

            value = node.Value.Value;
            return true;
        }
    }

    /// <summary>Remembers what was made from these areas after that look. What alone costs more than all may is not kept.</summary>
    public void Keep(TKey key, TValue value, DataAreas areas, ChangeStamps seen, long cost)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(key, out var old)) Remove(old);
            if (cost > most) return;
            _entries[key] = _latestFirst.AddFirst(new Entry(key, value, areas, seen, time.GetTimestamp(), cost));
            _cost += cost;
            while (_cost > most) Remove(_latestFirst.Last!);
        }
    }

    private void Remove(LinkedListNode<Entry> node)
    {
        _entries.Remove(node.Value.Key);
        _latestFirst.Remove(node);
        _cost -= node.Value.Cost;
    }

    private sealed record Entry(TKey Key, TValue Value, DataAreas Areas, ChangeStamps Seen, long Since, long Cost);
}
