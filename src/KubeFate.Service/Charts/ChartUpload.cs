using KubeFate.Helm;
using KubeFate.Service.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace KubeFate.Service.Charts;

/// <summary>
/// Receives an uploaded archive: the multipart field <c>file</c>, streamed to a private file that has no name and so ends with us, and read
/// from there when all of it has come.
/// </summary>
internal sealed class ChartUpload(ServiceOptions options)
{
    // What the form has around the file.
    private const long MostAround = 64 * 1024;

    /// <summary>The limit of this route's body; every other route has a smaller one.</summary>
    public static IRequestSizeLimitMetadata Limit { get; } = new BodyLimit(ChartArchive.SizeLimit + MostAround);

    /// <summary>The whole archive. Throws <c>upload_invalid</c> or <c>chart_too_large</c>.</summary>
    public async Task<byte[]> ReceiveAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var reader = new MultipartReader(Boundary(request), request.Body);
            while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
            {
                if (section.GetContentDispositionHeader()?.Name is { } name && HeaderUtilities.RemoveQuotes(name) == "file")
                    return await KeepAsync(section.Body, cancellationToken);
            }
        }
        catch (BadHttpRequestException failure) when (failure.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw TooLarge();
        }
        catch (IOException failure) when (DiskSpace.IsFull(failure))
        {
            throw DiskFull(failure);
        }
        catch (Exception failure) when (failure is (InvalidDataException or IOException) and not BadHttpRequestException && !cancellationToken.IsCancellationRequested)
        {
            throw Invalid($"the form is broken or cut off: {failure.Message}");
        }

        throw Invalid("http: no such file: the form has no field \"file\" with the packaged chart");
    }

    private static string Boundary(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            throw Invalid("request Content-Type isn't multipart/form-data: send the packaged chart as the form's field \"file\"");
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        return boundary is { Length: > 0 and <= 100 } ? boundary : throw Invalid("the Content-Type multipart/form-data names no boundary");
    }

    private async Task<byte[]> KeepAsync(Stream body, CancellationToken cancellationToken)
    {
        await using var file = OpenPrivate();
        var buffer = new byte[64 * 1024];
        int count;
        while ((count = await body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (file.Length + count > ChartArchive.SizeLimit) throw TooLarge();
            await WriteAsync(file, buffer.AsMemory(0, count), cancellationToken);
        }

        var archive = new byte[file.Length];
        file.Position = 0;
        await file.ReadExactlyAsync(archive, cancellationToken);
        return archive;
    }

    private FileStream OpenPrivate()
    {
        var folder = Directory.CreateDirectory(Path.Combine(options.DataFolder, "uploads"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var path = Path.Combine(folder.FullName, Guid.NewGuid().ToString("N"));
        var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        // Where an open file may lose its name it does so now: then not even a killed service leaves anything.
        if (!OperatingSystem.IsWindows()) File.Delete(path);
        return file;
    }

    private static async Task WriteAsync(FileStream file, ReadOnlyMemory<byte> part, CancellationToken cancellationToken)
    {
        try
        {
            await file.WriteAsync(part, cancellationToken);
            await file.FlushAsync(cancellationToken);
        }
        catch (IOException failure)
        {
            throw DiskFull(failure);
        }
    }

    // Without a path: what is ours on the disk is for the log.
    private static ServiceException DiskFull(IOException failure) => new(DiskSpace.Code,
        DiskSpace.IsFull(failure) ? "the upload cannot be kept, for the service's disk is full; its operator has to make room in its data folder" : $"the upload cannot be kept: {failure.Message}",
        StatusCodes.Status507InsufficientStorage, failure);

    private static ServiceException TooLarge() => new("chart_too_large",
        $"the archive is larger than {ChartArchive.SizeLimit / 1024 / 1024} MiB: leave what is no template out of the chart (.helmignore) and package it again", StatusCodes.Status413PayloadTooLarge);

    private static ServiceException Invalid(string message) => new("upload_invalid", message, StatusCodes.Status400BadRequest);

    private sealed record BodyLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
}
