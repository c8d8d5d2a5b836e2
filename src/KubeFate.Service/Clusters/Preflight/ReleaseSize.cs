using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace KubeFate.Service.Clusters.Preflight;

/// <summary>
/// How large helm's record of a release would be: helm keeps chart, values and manifests as JSON, in which the chart's files are base64, compressed
/// and once more base64 (helm v4.2.3 pkg/storage/driver/util.go), in one Secret.
/// </summary>
internal static class ReleaseSize
{
    /// <summary>What a Secret may hold, in bytes (kubernetes core/v1 MaxSecretSize).</summary>
    public const long Limit = 1024 * 1024;

    /// <summary>In bytes; what differs from helm's own count is its JSON around the files.</summary>
    public static async Task<long> EstimateAsync(string archive, string manifest, CancellationToken cancellationToken)
    {
        await using var record = new CountingStream();
        await using (var compressed = new GZipStream(record, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            using var base64 = new ToBase64Transform();
            await using (var encoded = new CryptoStream(compressed, base64, CryptoStreamMode.Write, leaveOpen: true))
            await using (var packed = File.OpenRead(archive))
            await using (var files = new GZipStream(packed, CompressionMode.Decompress))
            {
                await files.CopyToAsync(encoded, cancellationToken);
            }

            await compressed.WriteAsync(Encoding.UTF8.GetBytes(manifest), cancellationToken);
        }

        return record.Length * 4 / 3;
    }

    private sealed class CountingStream : Stream
    {
        private long count;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => count;

        public override long Position
        {
            get => count;
            set => throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int length) => count += length;

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int length) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
