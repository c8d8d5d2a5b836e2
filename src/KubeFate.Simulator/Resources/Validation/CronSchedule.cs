using System.Globalization;

namespace KubeFate.Simulator.Resources.Validation;

/// <summary>Reads a CronJob's schedule as Kubernetes does (github.com/robfig/cron v3, ParseStandard), as far as to say what is wrong with it.</summary>
internal static class CronSchedule
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    private static readonly (int Least, int Most, string[] Names)[] Bounds =
        [(0, 59, []), (0, 23, []), (1, 31, []), (1, 12, Months), (0, 6, Days)];

    private static readonly string[] Descriptors = ["@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"];

    /// <summary>Why a schedule cannot be read; null when it can.</summary>
    public static string? Problem(string schedule)
    {
        if (schedule.StartsWith('@'))
            return Descriptors.Contains(schedule) || schedule.StartsWith("@every ", StringComparison.Ordinal) ? null : $"unrecognized descriptor: {schedule}";
        var fields = schedule.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length != 5) return $"expected exactly 5 fields, found {fields.Length}: [{string.Join(' ', fields)}]";
        for (var at = 0; at < fields.Length; at++)
        {
            foreach (var part in fields[at].Split(','))
            {
                if (Part(part, Bounds[at]) is { } problem) return problem;
            }
        }

        return null;
    }

    private static string? Part(string part, (int Least, int Most, string[] Names) bounds)
    {
        var steps = part.Split('/');
        var ends = steps[0].Split('-');
        if (steps.Length > 2) return $"too many slashes: {part}";
        if (ends.Length > 2) return $"too many hyphens: {part}";
        if (steps.Length == 2 && (!Number(steps[1], out var step) || step == 0))
            return step == 0 && Number(steps[1], out _) ? $"step of range should be a positive number: {part}" : Unread(steps[1]);
        if (ends[0] is "*" or "?") return null;
        var numbers = new List<int>();
        foreach (var end in ends)
        {
            var named = Array.IndexOf(bounds.Names, end.ToLowerInvariant());
            if (named >= 0) numbers.Add(named + bounds.Least);
            else if (Number(end, out var number)) numbers.Add(number);
            else return Unread(end);
        }

        var (first, last) = (numbers[0], ends.Length == 2 ? numbers[1] : steps.Length == 2 ? bounds.Most : numbers[0]);
        if (first < bounds.Least) return $"beginning of range ({first}) below minimum ({bounds.Least}): {part}";
        if (last > bounds.Most) return $"end of range ({last}) above maximum ({bounds.Most}): {part}";
        return first > last ? $"beginning of range ({first}) beyond end of range ({last}): {part}" : null;
    }

    private static string Unread(string text) => $"failed to parse int from {text}: strconv.Atoi: parsing \"{text}\": invalid syntax";

    private static bool Number(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
