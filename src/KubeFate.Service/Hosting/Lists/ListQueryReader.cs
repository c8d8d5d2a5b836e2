using System.Globalization;
using KubeFate.Client;
using Microsoft.AspNetCore.Http;

namespace KubeFate.Service.Hosting.Lists;

/// <summary>
/// Reads the query of a list and gathers every fault; <see cref="ThrowIfWrong"/> tells them all at once. A parameter without a value counts
/// as left out, one that nobody asks for is passed over, as the original does.
/// </summary>
internal sealed class ListQueryReader(HttpRequest request)
{
    /// <summary>The largest <c>limit</c>.</summary>
    public const int MostItems = 1000;

    private readonly List<string> faults = [];

    /// <summary>The text; null when it is left out.</summary>
    public string? Text(string name) => request.Query[name].FirstOrDefault() is { Length: > 0 } value ? value : null;

    /// <summary>A word of a closed set.</summary>
    public string? Word(string name, IEnumerable<string> words)
    {
        if (Text(name) is not { } text || words.Contains(text, StringComparer.Ordinal)) return Text(name);
        return Fault<string>(name, text, $"one of {string.Join(", ", words)}");
    }

    /// <summary>True or false as Go writes and reads them; false when it is left out.</summary>
    public bool Flag(string name) => Text(name) switch
    {
        null or "0" or "f" or "F" or "false" or "False" or "FALSE" => false,
        "1" or "t" or "T" or "true" or "True" or "TRUE" => true,
        { } text => Fault<bool>(name, text, "true or false"),
    };

    /// <summary>A whole number in these bounds.</summary>
    public long? Number(string name, long least, long most)
    {
        if (Text(name) is not { } text) return null;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        return Fault<long?>(name, text, most == long.MaxValue ? $"a number of {least} or more" : $"a number from {least} to {most}");
    }

    /// <summary>A moment in RFC 3339.</summary>
    public DateTimeOffset? Time(string name)
    {
        if (Text(name) is not { } text) return null;
        // A + in a query that nobody escaped arrives as a blank.
        return DateTimeOffset.TryParse(text.Replace(' ', '+'), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) && text.Contains('T', StringComparison.Ordinal)
            ? time.ToUniversalTime()
            : Fault<DateTimeOffset?>(name, text, "a time such as 2026-11-23T12:36:54Z (RFC 3339)");
    }

    /// <summary>What every list takes, put into the list's own query.</summary>
    /// <param name="filters">The query with its filters read.</param>
    /// <param name="sortFields">The fields that the list can be sorted by.</param>
    public TQuery Read<TQuery>(TQuery filters, IEnumerable<string> sortFields)
        where TQuery : ListQuery
    {
        var query = filters with
        {
            Limit = (int?)Number("limit", 1, MostItems),
            Offset = (int?)Number("offset", 0, int.MaxValue),
            Sort = Word("sort", [.. sortFields.SelectMany(field => new[] { field, "-" + field })]),
        };
        ThrowIfWrong();
        return query;
    }

    /// <summary>Throws <c>request_invalid</c> that names every wrong parameter and what it may be.</summary>
    public void ThrowIfWrong()
    {
        if (faults.Count > 0) throw new ServiceException("request_invalid", string.Join("; ", faults), StatusCodes.Status400BadRequest);
    }

    /// <summary>Notes a fault: <c>limit is "0", not a number from 1 to 1000</c>.</summary>
    public T? Fault<T>(string name, string text, string expected)
    {
        faults.Add($"{name} is \"{text}\", not {expected}");
        return default;
    }
}
