using Microsoft.AspNetCore.Http;

namespace KubeFate.Service.Hosting.Conditional;

/// <summary>Holds a JSON answer back until it is whole. Anything else, and what grows too long to be held, is passed on at once.</summary>
internal sealed class HeldAnswer(HttpResponse response, Stream onward) : Stream
{
    /// <summary>More than any answer but a list of very many has; so much memory a request may cost.</summary>
    private const int Most = 1024 * 1024;

    private readonly MemoryStream held = new();
    private bool isPassing;

    /// <summary>All was written: an answer without a body is not begun here, others may still make one.</summary>
    public bool IsEnded { get; set; }

    /// <summary>The whole answer; null when it was passed on.</summary>
    public ReadOnlyMemory<byte>? Body => isPassing ? null : held.GetBuffer().AsMemory(0, (int)held.Length);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!isPassing && MayHold(buffer.Length))
        {
            held.Write(buffer.Span);
            return;
        }

        await PassAsync(cancellationToken);
        await onward.WriteAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count)
    {
        if (!MayHold(count)) throw new NotSupportedException("an answer is written asynchronously");
        held.Write(buffer, offset, count);
    }

    public override void Flush()
    {
    }

    // Sending the headers of a stream also comes as a flush.
    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (!isPassing && (IsEnded || MayHold(0))) return;
        await PassAsync(cancellationToken);
        await onward.FlushAsync(cancellationToken);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private bool MayHold(int more) => held.Length + more <= Most
        && response.ContentType is { } type && type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase);

    private async Task PassAsync(CancellationToken cancellationToken)
    {
        if (isPassing) return;
        isPassing = true;
        await onward.WriteAsync(held.GetBuffer().AsMemory(0, (int)held.Length), cancellationToken);
        held.SetLength(0);
    }
}
