using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace KubeFate.Kubernetes.Watching;

/// <summary>Cuts a stream at its line ends without copying it into strings.</summary>
internal static class LineReader
{
    /// <summary>Longer lines than any object can be (etcd stores 1.5 MiB) are not waited for.</summary>
    private const long LongestLine = 16 * 1024 * 1024;

    /// <summary>
    /// Each line as it arrives, valid until the next is asked for. What follows the last line end is a line that broke off and is left out,
    /// unless <paramref name="last"/> says that it counts.
    /// </summary>
    /// <exception cref="IOException">The connection broke, or a line is too long.</exception>
    public static async IAsyncEnumerable<ReadOnlySequence<byte>> ReadLinesAsync(
        Stream stream, bool last, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pipe = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true, useZeroByteReads: true));
        try
        {
            while (true)
            {
                var read = await pipe.ReadAsync(cancellationToken);
                var buffer = read.Buffer;
                while (buffer.PositionOf((byte)'\n') is { } end)
                {
                    yield return buffer.Slice(0, end);
                    buffer = buffer.Slice(buffer.GetPosition(1, end));
                }

                if (read.IsCompleted)
                {
                    if (last && !buffer.IsEmpty) yield return buffer;
                    yield break;
                }

                if (buffer.Length > LongestLine) throw new IOException($"a line of the answer is longer than {LongestLine} bytes");
                pipe.AdvanceTo(buffer.Start, read.Buffer.End);
            }
        }
        finally
        {
            await pipe.CompleteAsync();
        }
    }
}
