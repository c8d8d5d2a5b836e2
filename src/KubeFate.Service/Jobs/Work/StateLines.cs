using System.Text.Json;
using KubeFate.Service.Jobs.Records;
using KubeFate.Service.Storage;
using LinqToDB;

namespace KubeFate.Service.Jobs.Work;

/// <summary>The lines of the job's <c>states</c>, as the original wrote them. A line is there once: a resumed job does not repeat itself.</summary>
internal sealed class StateLines(JobRecord job)
{
    /// <summary>The lines of a job that has just been started.</summary>
    public const string First = """["update job status to Running"]""";

    private readonly Lock _lock = new();
    private readonly List<string> _lines = [.. job.StateLines];

    /// <summary>Adds the line unless it is there; whether it was added.</summary>
    public bool Add(string line)
    {
        lock (_lock)
        {
            if (_lines.Contains(line)) return false;
            _lines.Add(line);
            return true;
        }
    }

    /// <summary>Puts the line in the place of the one that begins with the prefix, or at the end.</summary>
    public bool Replace(string prefix, string line)
    {
        lock (_lock)
        {
            var i = _lines.FindLastIndex(l => l.StartsWith(prefix, StringComparison.Ordinal));
            if (i < 0) _lines.Add(line);
            else if (_lines[i] == line) return false;
            else _lines[i] = line;
            return true;
        }
    }

    /// <summary>Writes the lines as they are now. The caller's transaction holds the job's row, so the newest are written last.</summary>
    public Task SaveAsync(StorageConnection db, CancellationToken cancellationToken)
    {
        string lines;
        lock (_lock) lines = JsonSerializer.Serialize(_lines);
        return db.GetTable<JobRecord>().Where(j => j.Id == job.Id).Set(j => j.States, lines).UpdateAsync(cancellationToken);
    }
}
