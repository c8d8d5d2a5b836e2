using System.Text.Json.Nodes;

namespace KubeFate.Cli.Configuration;

/// <summary>The contexts of one configuration file, to be changed.</summary>
internal sealed class ContextStore(string path)
{
    public string Path { get; } = path;

    public ConfigurationFile Read() => File.Exists(Path) ? ConfigurationFile.Load(Path) : ConfigurationFile.Parse("", Path);

    /// <summary>Adds a context, or replaces the one of the same name.</summary>
    public void Put(ServiceContext context)
    {
        var file = Read();
        if (context.Name == ServiceContext.DefaultName && file.Contexts.All(known => known.Name != context.Name))
        {
            PutTop(context);
            return;
        }

        var known = file.Contexts.ToList();
        var place = known.FindIndex(other => other.Name == context.Name);
        if (place < 0) known.Add(context);
        else known[place] = context;
        Write(known);
    }

    public void Remove(string name)
    {
        var file = Read();
        var rest = file.Contexts.Where(context => context.Name != name).ToList();
        if (rest.Count == file.Contexts.Count)
            throw new CommandFailure(ExitCode.NotFound, name == ServiceContext.DefaultName && file.HasTop
                ? $"the context {name} is what stands at the top of {Path}; take serviceurl and user out of it by hand"
                : $"{Path}: there is no context \"{name}\"; see: kubefate context list");
        Write(rest);
        if (file.Current == name) ConfigurationText.Set(Path, ConfigurationFile.CurrentKey, null);
    }

    public void Use(string name)
    {
        var found = Read().Find(name);
        ConfigurationText.Set(Path, ConfigurationFile.CurrentKey, found.Name == ServiceContext.DefaultName ? null : found.Name);
    }

    private void Write(IReadOnlyList<ServiceContext> contexts) => ConfigurationText.Set(Path, ConfigurationFile.ContextsKey,
        contexts.Count == 0 ? null : new JsonArray([.. contexts.Select(Json)]));

    private void PutTop(ServiceContext context)
    {
        var json = Json(context);
        ConfigurationText.Set(Path, "serviceurl", json["serviceurl"]);
        ConfigurationText.Set(Path, "safeconnect", json["safeconnect"]);
        ConfigurationText.Set(Path, "user", json["user"]);
    }

    private static JsonObject Json(ServiceContext context)
    {
        var json = new JsonObject { ["name"] = context.Name, ["serviceurl"] = context.ServiceUrl };
        if (context.Secure) json["safeconnect"] = true;
        var user = new JsonObject();
        if (context.Username is { } username) user["username"] = username;
        if (context.Password is { } password) user["password"] = password;
        if (context.Token is { } token) user["token"] = token;
        if (user.Count > 0) json["user"] = user;
        return json;
    }
}
