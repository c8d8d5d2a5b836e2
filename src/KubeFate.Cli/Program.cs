using KubeFate.Cli;
using KubeFate.Cli.Output;
using KubeFate.Client;

EnvironmentProxy.Use(Environment.GetEnvironmentVariable);
var context = new CommandContext(Terminal.Of(Environment.GetEnvironmentVariable), Environment.GetEnvironmentVariable, Environment.CurrentDirectory);
return await CommandLine.RunAsync(args, context, CancellationToken.None);
