using System.Collections.Frozen;
using Microsoft.Extensions.DependencyInjection;

namespace KubeFate.Service.Jobs.Work;

/// <summary>The handlers by method; made when the first job asks, not while the service starts.</summary>
internal sealed class JobHandlers(IServiceProvider services)
{
    private readonly Lazy<FrozenDictionary<string, IJobHandler>> _handlers = new(() =>
        services.GetServices<IJobHandler>().ToFrozenDictionary(h => h.Method, StringComparer.Ordinal));

    /// <summary>The handler; null for a method of a newer release, whose jobs are left to its workers.</summary>
    public IJobHandler? Find(string method) => _handlers.Value.GetValueOrDefault(method);
}
