using System.Text.Json;

namespace KubeFate.Simulator.Persistence;

internal static class JournalReader
{
    /// <summary>All whole lines; a last line that was torn by the end of the process is left out.</summary>
    /// <exception cref="InvalidDataException">A line before the last is broken: the file was changed by something else.</exception>
    public static IReadOnlyList<JournalLine> Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var lines = new List<JournalLine>();
        for (var start = 0; start < bytes.Length;)
        {
            var length = bytes.AsSpan(start).IndexOf((byte)'\n');
            if (length < 0) break;
            try
            {
                lines.Add(JournalLine.Read(bytes.AsSpan(start, length)));
            }
            catch (JsonException) when (start + length + 1 >= bytes.Length)
            {
                break;
            }
            catch (JsonException error)
            {
                throw new InvalidDataException(
                    $"{path}: line {lines.Count + 1} is broken ({error.Message}); move the file away to begin with an empty simulated cluster", error);
            }

            start += length + 1;
        }

        return lines;
    }
}
