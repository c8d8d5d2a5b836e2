using KubeFate.Kubernetes.Resources;

namespace KubeFate.Kubernetes.Watching;

/// <summary>The objects of one kind that a watch knows, by name. Safe to use from many threads.</summary>
/// <param name="changed">Called after every change.</param>
/// <param name="keep">Which objects are worth their memory; null keeps all.</param>
/// <param name="limit">At most so many; beyond it the oldest go.</param>
internal sealed class ObjectTable<T>(Action changed, Func<T, bool>? keep = null, int limit = int.MaxValue)
    where T : IResource
{
    private readonly Lock _gate = new();
    private Dictionary<string, T> _objects = new(StringComparer.Ordinal);
    private bool _isListed;
    private string? _note;

    /// <summary>Listed at least once, or given up with a note.</summary>
    public bool IsListed
    {
        get { lock (_gate) return _isListed; }
    }

    /// <summary>Why it cannot be seen as it should; null when all is well.</summary>
    public string? Note
    {
        get { lock (_gate) return _note; }
    }

    public IReadOnlyList<T> All()
    {
        lock (_gate) return [.. _objects.Values];
    }

    /// <summary>Takes a whole list.</summary>
    public void Replace(IEnumerable<T> objects)
    {
        lock (_gate)
        {
            _objects = new Dictionary<string, T>(StringComparer.Ordinal);
            foreach (var one in objects) Add(one);
            _isListed = true;
        }

        changed();
    }

    public void Put(T one)
    {
        lock (_gate) Add(one);
        changed();
    }

    public void Remove(string name)
    {
        lock (_gate) _objects.Remove(name);
        changed();
    }

    /// <summary>The watch has trouble, or none any more. What is known so far stays.</summary>
    public void SetNote(string? note)
    {
        lock (_gate)
        {
            if (string.Equals(_note, note, StringComparison.Ordinal)) return;
            _note = note;
        }

        changed();
    }

    /// <summary>This kind may not be seen: go on without it, or with what was known.</summary>
    public void GoWithout(string note)
    {
        lock (_gate)
        {
            _isListed = true;
            _note = note;
        }

        changed();
    }

    private void Add(T one)
    {
        if (keep is not null && !keep(one)) return;
        _objects[one.Metadata.Name] = one;
        if (_objects.Count <= limit) return;

        // A quarter at once, so that a full table does not sort for every object.
        foreach (var old in _objects.Values.OrderBy(each => each.Metadata.CreationTimestamp).Take((limit / 4) + 1).ToList())
        {
            _objects.Remove(old.Metadata.Name);
        }
    }
}
