using System.Globalization;
using System.Net.Http.Headers;
using KubeFate.Cli.Output;

namespace KubeFate.Cli.Tracing;

/// <summary>Shows every HTTP call on stderr: method, address, status, time, headers and bodies, with secrets masked.</summary>
internal sealed class HttpTrace(HttpMessageHandler inner, Terminal terminal) : DelegatingHandler(inner)
{
    // Enough to see what went wrong; a chart with its templates is some hundred kilobytes.
    private const int MostCharacters = 16 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Write($"> {request.Method} {request.RequestUri}");
        Write(">", request.Headers, request.Content?.Headers);
        await WriteBodyAsync(">", request.Content, cancellationToken);
        var started = terminal.Clock.GetTimestamp();
        HttpResponseMessage response;
        try
        {
            response = await base.SendAsync(request, cancellationToken);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            Write($"< no answer after {Elapsed(started)}: {failure.Message}");
            throw;
        }

        Write(string.Create(CultureInfo.InvariantCulture, $"< {(int)response.StatusCode} {response.ReasonPhrase} after {Elapsed(started)}"));
        Write("<", response.Headers, response.Content.Headers);
        await WriteBodyAsync("<", response.Content, cancellationToken);
        return response;
    }

    private void Write(string mark, params HttpHeaders?[] groups)
    {
        foreach (var (name, values) in groups.OfType<HttpHeaders>().SelectMany(group => group))
            Write($"{mark} {name}: {SecretMask.Header(name, string.Join(", ", values))}");
    }

    private async Task WriteBodyAsync(string mark, HttpContent? content, CancellationToken cancellationToken)
    {
        if (content is null) return;
        if (content.Headers.ContentType?.MediaType is not ("application/json" or "application/problem+json"))
        {
            // A stream must not be waited for, and an archive says nothing.
            if (content.Headers.ContentLength is not 0) Write($"{mark} ({content.Headers.ContentType?.MediaType ?? "a body"}, not shown)");
            return;
        }

        await content.LoadIntoBufferAsync(cancellationToken);
        var text = SecretMask.Json(await content.ReadAsStringAsync(cancellationToken));
        if (text.Length > MostCharacters) text = string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, MostCharacters)} … ({text.Length} characters)");
        Write($"{mark} {text}");
    }

    private string Elapsed(long started) =>
        string.Create(CultureInfo.InvariantCulture, $"{terminal.Clock.GetElapsedTime(started).TotalMilliseconds:0} ms");

    private void Write(string line) => terminal.Error.WriteLine(line);
}
