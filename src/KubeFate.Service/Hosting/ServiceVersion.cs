using System.Reflection;

namespace KubeFate.Service.Hosting;

/// <summary>The version of this service, with the <c>v</c> that the original answers.</summary>
public static class ServiceVersion
{
    /// <summary>Such as <c>v2.0.0</c>.</summary>
    public static string Text { get; } = "v" + typeof(ServiceVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
