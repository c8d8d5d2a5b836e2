using System.Globalization;
using System.Text;

namespace KubeFate.Client;

/// <summary>Writes the query of an address; what is not set is left out.</summary>
internal sealed class QueryText(string path)
{
    private readonly StringBuilder text = new(path);
    private char next = '?';

    public QueryText Add(string name, string? value)
    {
        if (string.IsNullOrEmpty(value)) return this;
        text.Append(next).Append(name).Append('=').Append(Uri.EscapeDataString(value));
        next = '&';
        return this;
    }

    public QueryText Add(string name, bool value) => value ? Add(name, "true") : this;

    public QueryText Add(string name, long? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    public QueryText Add(string name, DateTimeOffset? value) => Add(name, value?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));

    /// <summary>Adds what every list takes.</summary>
    public QueryText Add(ListQuery query) => Add("limit", query.Limit).Add("offset", query.Offset).Add("sort", query.Sort);

    public override string ToString() => text.ToString();
}
