using KubeFate.Simulator.Patching.Ownership;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Patching;

/// <summary>The refusal of an apply that would change fields of others, worded as real servers word it.</summary>
internal static class ApplyConflict
{
    public static ApiFailure Of(IReadOnlyList<FieldConflict> conflicts) => new(409, "Conflict", Message(conflicts))
    {
        Causes = [.. conflicts.Select(conflict => new ApiCause("FieldManagerConflict", "conflict with " + conflict.Owner.Display, conflict.Path))],
    };

    private static string Message(IReadOnlyList<FieldConflict> conflicts)
    {
        if (conflicts is [var only])
        {
            return $"Apply failed with 1 conflict: conflict with {only.Owner.Display}: {only.Path}";
        }

        var lines = conflicts.GroupBy(conflict => conflict.Owner.Display, StringComparer.Ordinal)
            .SelectMany(group => group.Select(conflict => "- " + conflict.Path).Prepend($"conflicts with {group.Key}:"));
        return $"Apply failed with {conflicts.Count} conflicts: {string.Join('\n', lines)}";
    }
}
