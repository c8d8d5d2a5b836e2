using KubeFate.Fate.Yaml;

namespace KubeFate.Fate.Checks;

/// <summary>
/// What the Spark engines need besides their modules. The chart refuses the same (charts/fate/templates/_engine_checks.tpl); here it is said
/// before anything is sent, with the line.
/// </summary>
internal sealed class SparkCheck(CheckContext context, FateRelease release)
{
    /// <param name="engine">The engine that the file chooses.</param>
    public void Check(FateEngine engine)
    {
        if (!IsSpark(engine)) return;
        CheckImages();
        CheckCopies();
        CheckDriver(engine);
        if (context.At("python.enabledNN") is YamlScalar { Value: { Kind: ScalarKind.Boolean, Boolean: true } } neural)
            Error("python.enabledNN", neural, "there is no image with the libraries for neural networks for Spark in this release; leave it out, or take backend: eggroll");
        if (engine.Outside.Contains("rabbitmq", StringComparer.Ordinal)) CheckOwnRabbitmq();
        new RouteTableCheck(context).Check(engine);
    }

    private static bool IsSpark(FateEngine engine) => engine.Settings.Values.Any(word => word.StartsWith("spark", StringComparison.OrdinalIgnoreCase));

    private void CheckImages()
    {
        var images = release.Components.Where(component => component is { Value.Unconfirmed: true, Key: "pythonSpark" or "sparkMaster" or "sparkWorker" }).Select(component => component.Value).ToList();
        if (images.Count == 0 || context.Has("python.image") || context.Has("python.imageTag") || context.At("computing") is not { } computing) return;
        context.Warning("computing", computing,
            $"FATE names no images of {release.Version} for Spark; should {string.Join(", ", images.Select(image => $"{image.Image}:{image.Tag}"))} not be there, "
            + "build them with FATE-Builder, or name others with image and imageTag under python, spark.master and spark.worker");
    }

    private void CheckCopies()
    {
        if (Several("spark.master.replicas") is { } masters)
            Error("spark.master.replicas", masters, "Spark has one master here; say how many compute with spark.worker.replicas");
        if (Several("hdfs.namenode.replicas") is { } names)
            Error("hdfs.namenode.replicas", names, "there is one namenode; point python.hdfs.name_node to a Hadoop cluster of your own for more");
        var isOneVolume = release.Modules.TryGetValue("hdfs", out var hdfs) && hdfs.Workloads.Any(workload => workload is { Name: "datanode", Kind: "Deployment" });
        if (isOneVolume && Several("hdfs.datanode.replicas") is { } data)
            Error("hdfs.datanode.replicas", data,
                $"all datanodes of {context.ReleaseName} would share one volume; leave it at 1, or point python.hdfs.name_node to a Hadoop cluster of your own");
    }

    /// <summary>Executors outside call the driver back at ports that must be known, and open.</summary>
    private void CheckDriver(FateEngine engine)
    {
        // "fateflow" is the original's word for the pod itself.
        if (!engine.Modules.Contains("spark", StringComparer.Ordinal) || context.At("python.spark.driverHost") is not YamlScalar { Value.IsNull: false, Text: { Length: > 0 } and not "fateflow" } host) return;
        var driver = Number("python.spark.driverStartPort");
        var blocks = Number("python.spark.blockManagerStartPort");
        if (driver is null || blocks is null)
            Error("python.spark.driverHost", host, "executors call back at ports that must be known; set python.spark.driverStartPort and blockManagerStartPort too");
        else if (Int128.Abs(driver.Value - blocks.Value) <= (Number("python.spark.portMaxRetries") ?? 0))
            Error("python.spark.driverHost", host, "the ports of the driver and of its blocks overlap; set driverStartPort and blockManagerStartPort further apart than portMaxRetries");
    }

    private void CheckOwnRabbitmq()
    {
        if (context.Modules.Contains("rabbitmq") || context.At("python.rabbitmq.host") is not YamlScalar { Value.IsNull: false } host) return;
        if (context.Has("python.rabbitmq.user") && context.Has("python.rabbitmq.password")) return;
        Error("python.rabbitmq", host, "a RabbitMQ of your own needs user and password too; the user is an administrator, FATE-Flow makes users and queues with it");
    }

    private YamlNode? Several(string path) => Number(path) > 1 ? context.At(path) : null;

    private Int128? Number(string path) => context.At(path) is YamlScalar { Value.Kind: ScalarKind.Integer } number ? number.Value.Integer : null;

    private void Error(string path, YamlNode at, string message)
    {
        if (!context.IsSkipped(path[(path.LastIndexOf('.') + 1)..], path)) context.Error(path, at, message);
    }
}
