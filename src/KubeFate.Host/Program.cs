using KubeFate.Client;
using KubeFate.Host;
using KubeFate.Service.Hosting;

EnvironmentProxy.Use(Environment.GetEnvironmentVariable);
try
{
    return args switch
    {
        ["service", .. var rest] => await ServiceProgram.RunAsync(HostArguments.Parse(rest), CancellationToken.None),
        ["rotate-secrets", .. var rest] => await ServiceProgram.RotateSecretsAsync(HostArguments.Parse(rest), CancellationToken.None),
        ["simulator", .. var rest] => await SimulatorProgram.RunAsync(HostArguments.Parse(rest), CancellationToken.None),
        _ => throw new ServiceException("usage", "usage: kubefate-service service|simulator|rotate-secrets; the command kubefate starts the first two", 500),
    };
}
catch (ServiceException failure)
{
    Console.Error.WriteLine("error: " + failure.Message);
    return 1;
}
catch (Exception failure) when (FailureMessages.Of(failure) is { } message)
{
    Console.Error.WriteLine("error: " + message);
    return 1;
}
