using KubeFate.Service.Jobs.Records;

namespace KubeFate.Service.Jobs.Work;

/// <summary>What is known of one module, and what of it is not written yet.</summary>
internal sealed class ModuleProgress(SubJobRecord row)
{
    /// <summary>This many events of one module come as they happen; later ones at most once in <see cref="LaterGap"/>.</summary>
    private const int FreeEvents = 20;

    private static readonly TimeSpan LaterGap = TimeSpan.FromSeconds(10);

    private SubJobRecord? _told;
    private int _events;
    private DateTimeOffset _lastEvent;

    /// <summary>The module as it was last reported.</summary>
    public SubJobRecord Row { get; private set; } = row;

    /// <summary>Whether <see cref="Row"/> is newer than the database's.</summary>
    public bool IsDirty { get; private set; }

    /// <summary>The module as another attempt left it: nothing of it is news.</summary>
    public static ModuleProgress Resumed(SubJobRecord row) => new(row) { _told = row };

    /// <summary>A module that was not known before: all of it is news.</summary>
    public static ModuleProgress New(SubJobRecord row) => new(row) { IsDirty = true };

    /// <summary>Takes a report; false when it says nothing new.</summary>
    public bool Take(ModuleReport report, DateTimeOffset now)
    {
        if (Row.Condition == report.Condition && Row.WaitingFor == report.WaitingFor) return false;

        var ready = IsReady(report);
        Row = Row with
        {
            Condition = report.Condition,
            WaitingFor = report.WaitingFor,
            Status = ready ? JobStatus.Success : JobStatus.Running,
            EndedAt = ready ? Row.EndedAt ?? now : null,
        };
        return IsDirty = true;
    }

    /// <summary>When the next event of this module may be written; null when there is none to write.</summary>
    public DateTimeOffset? EventDue(DateTimeOffset now)
    {
        if (_told is { } told && told.Condition == Row.Condition && told.WaitingFor == Row.WaitingFor) return null;
        return _events < FreeEvents ? now : _lastEvent + LaterGap;
    }

    /// <summary>The event that tells how it stands now.</summary>
    public JobEventRecord Event(DateTimeOffset now) =>
        JobEventRecords.Module(now, Row.Module, Row.Condition, Row.WaitingFor is null ? $"{Row.Module} is {Row.Condition}" : $"{Row.Module}: {Row.WaitingFor}");

    /// <summary>The row was written, and with <paramref name="told"/> its event too.</summary>
    public void Written(SubJobRecord row, bool told, DateTimeOffset now)
    {
        if (row == Row) IsDirty = false;
        if (!told) return;
        (_told, _lastEvent) = (row, now);
        _events++;
    }

    public static bool IsReady(ModuleReport report) => report.Condition == "Available";
}
