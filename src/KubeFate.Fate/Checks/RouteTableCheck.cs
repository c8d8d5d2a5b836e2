using KubeFate.Fate.Yaml;

namespace KubeFate.Fate.Checks;

/// <summary>
/// The ways to other parties on the engines with message queues: FATE-Flow calls them through nginx, and their data comes through RabbitMQ or
/// Pulsar. A party that only one of the two knows cannot take part.
/// </summary>
internal sealed class RouteTableCheck(CheckContext context)
{
    private const string Default = "default";
    private const string Nginx = "nginx.route_table";

    public void Check(FateEngine engine)
    {
        var queue = engine.Outside.FirstOrDefault(module => module is "rabbitmq" or "pulsar");
        if (queue is null) return;
        CheckNginx();
        CheckQueue(queue);
        CheckThatBothKnow(queue);
    }

    private void CheckNginx()
    {
        foreach (var entry in Routes("nginx"))
        {
            var path = $"{Nginx}.{entry.Key}";
            if (entry.Key != Default && !IsParty(entry.Key)) Error(path, entry, "the keys are the numbers of the other parties");
            else if (IsSelf(entry.Key)) Error(path, entry, "this is the party itself; list the others only, it knows its own way");
            else if (!HasWay(entry)) Error(path, entry, "this party has no way; list where its nginx is: fateflow: [{ host: …, http_port: …, grpc_port: … }]");
            else if (entry.Key == Default && context.Has("nginx.exchange.ip")) Error(path, entry, "nginx.exchange says the same; leave one of them out");
        }
    }

    private void CheckQueue(string queue)
    {
        foreach (var entry in Routes(queue))
        {
            var path = $"{queue}.route_table.{entry.Key}";
            if (!IsParty(entry.Key))
                Error(path, entry, "the keys are the numbers of the other parties");
            else if (queue == "pulsar" && entry.Value is YamlMap route && route["host"] is null or YamlScalar { Value.IsNull: true })
                Error(path, entry, "the key host is missing here");
        }
    }

    private void CheckThatBothKnow(string queue)
    {
        var nginx = Routes("nginx").Select(entry => entry.Key).ToHashSet(StringComparer.Ordinal);
        var queues = Routes(queue).Select(entry => entry.Key).ToHashSet(StringComparer.Ordinal);
        var isNginxOurs = context.Modules.Contains("nginx") && !nginx.Contains(Default) && !context.Has("nginx.exchange.ip");
        foreach (var entry in Routes(queue).Where(entry => isNginxOurs && IsParty(entry.Key) && !IsSelf(entry.Key) && !nginx.Contains(entry.Key)))
            Error($"{queue}.route_table.{entry.Key}", entry, $"{Nginx} does not know this party, so its FATE-Flow cannot be called; add it there too, or set nginx.exchange");
        if (context.Has($"{queue}.exchange.ip")) return;
        foreach (var entry in Routes("nginx").Where(entry => IsParty(entry.Key) && !IsSelf(entry.Key) && !queues.Contains(entry.Key)))
            Error($"{Nginx}.{entry.Key}", entry, $"{queue}.route_table does not know this party, so jobs with it would wait for its data for ever; add it there too");
    }

    private IEnumerable<YamlEntry> Routes(string module) => (context.At($"{module}.route_table") as YamlMap)?.Entries ?? [];

    private bool IsSelf(string party) => context.At("partyId") is YamlScalar { Value.Kind: ScalarKind.Integer } self && self.Value.Integer.ToString(System.Globalization.CultureInfo.InvariantCulture) == party;

    private static bool IsParty(string key) => key.Length > 0 && key[0] != '0' && key.All(char.IsAsciiDigit);

    private static bool HasWay(YamlEntry entry) =>
        entry.Value is YamlMap route && (route["proxy"] is YamlList { Items.Count: > 0 } || (entry.Key != Default && route["fateflow"] is YamlList { Items.Count: > 0 }));

    private void Error(string path, YamlEntry at, string message)
    {
        if (!context.IsSkipped(at.Key, path) && !context.IsSkipped("route_table")) context.Error(path, at, message);
    }
}
