using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using KubeFate.Cli.Output;
using KubeFate.Cli.Programs;

namespace KubeFate.Cli.Support;

/// <summary>What this side knows: the program, its configuration without secrets, the system.</summary>
internal static class ClientFacts
{
    private static readonly string[] Variables =
    [
        "KUBEFATE_CONFIG", "KUBEFATE_CONTEXT", "KUBEFATE_SERVICEURL", "KUBEFATE_USERNAME", "KUBEFATE_PASSWORD", "KUBEFATE_TOKEN", "KUBEFATE_YES", "NO_COLOR", "TERM",
        "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy",
    ];

    public static void Write(CommandCall call, CollectedFolder folder)
    {
        var facts = new JsonObject
        {
            ["program"] = $"kubefate v{VersionCommand.Own}",
            ["collected_at"] = call.Clock.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            ["system"] = RuntimeInformation.OSDescription,
            ["architecture"] = RuntimeInformation.ProcessArchitecture.ToString(),
            ["runtime"] = RuntimeInformation.FrameworkDescription,
            ["configuration"] = Configuration(call),
            ["environment"] = new JsonObject(Variables
                .Select(name => KeyValuePair.Create(name, call.Context.Environment(name)))
                .Where(variable => variable.Value is { Length: > 0 })
                .Select(variable => KeyValuePair.Create(variable.Key, (JsonNode?)Masked(variable.Key, variable.Value!)))),
        };
        folder.Write("client/facts.json", JsonText.Write(facts, indented: true) + "\n");
    }

    // A configuration that cannot be read may be the very fault that is looked for.
    private static JsonObject Configuration(CommandCall call)
    {
        try
        {
            var configuration = call.Context.Load(call.Options);
            return new JsonObject
            {
                ["from"] = configuration.Source,
                ["serviceurl"] = configuration.ServiceAddress.ToString(),
                ["username"] = configuration.Username,
                ["password"] = configuration.Password is null ? "not set" : "set",
                ["token"] = configuration.Token is null ? "not set" : "set",
            };
        }
        catch (CommandFailure failure)
        {
            return new JsonObject { ["fault"] = failure.Message };
        }
    }

    // A proxy's address may hold its password.
    private static string Masked(string name, string value) =>
        name.EndsWith("PASSWORD", StringComparison.Ordinal) || name.EndsWith("TOKEN", StringComparison.Ordinal) ? "***"
        : value.LastIndexOf('@') is > 0 and var at ? "***" + value[at..]
        : value;
}
