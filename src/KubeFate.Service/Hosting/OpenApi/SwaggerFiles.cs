using System.IO.Compression;
using System.Reflection;
using Swashbuckle.AspNetCore.SwaggerUI;

namespace KubeFate.Service.Hosting.OpenApi;

/// <summary>The files of the Swagger page: our own two, and those of the package, whose assembly is loaded with the first that is asked for.</summary>
internal static class SwaggerFiles
{
    private const string Folder = "Swashbuckle.AspNetCore.SwaggerUI.node_modules.swagger_ui_dist.";

    private const string Page = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <title>KubeFATE service API</title>
          <link rel="stylesheet" href="swagger-ui.css">
          <link rel="icon" type="image/png" href="favicon-32x32.png" sizes="32x32">
        </head>
        <body>
          <div id="swagger-ui"></div>
          <script src="swagger-ui-bundle.js"></script>
          <script src="start.js"></script>
        </body>
        </html>
        """;

    // Without a validator address of null the page would send the document's address to a service on the internet.
    private const string Start = """
        window.ui = SwaggerUIBundle({
          url: "doc.json",
          dom_id: "#swagger-ui",
          validatorUrl: null,
          deepLinking: true,
          docExpansion: "list",
          persistAuthorization: false
        });
        """;

    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        ["index.html"] = "text/html; charset=utf-8",
        ["start.js"] = "text/javascript; charset=utf-8",
        ["swagger-ui.css"] = "text/css; charset=utf-8",
        ["swagger-ui-bundle.js"] = "text/javascript; charset=utf-8",
        ["favicon-16x16.png"] = "image/png",
        ["favicon-32x32.png"] = "image/png",
    };

    /// <summary>The content type; null for a file that the page does not have.</summary>
    public static string? TypeOf(string file) => Types.GetValueOrDefault(file);

    /// <summary>The content of a file that has a type.</summary>
    public static Stream Open(string file) => file switch
    {
        "index.html" => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Page)),
        "start.js" => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Start)),
        _ => OpenPackaged(file),
    };

    // The package keeps its larger files compressed.
    private static Stream OpenPackaged(string file)
    {
        var stream = Package().GetManifestResourceStream(Folder + file) ?? throw new FileNotFoundException("the package lacks " + file);
        var isCompressed = stream.ReadByte() == 0x1f && stream.ReadByte() == 0x8b;
        stream.Position = 0;
        return isCompressed ? new GZipStream(stream, CompressionMode.Decompress) : stream;
    }

    private static Assembly Package() => typeof(SwaggerUIOptions).Assembly;
}
