using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace KubeFate.Simulator.Resources.Validation;

/// <summary>Addresses and networks as Kubernetes reads them.</summary>
internal static class AddressNames
{
    public const string RangeSentence = "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)";

    public static bool IsAddress(string text) => IPAddress.TryParse(text, out var address) && IsWhole(address, text);

    /// <summary>A network, as an address and the length of its prefix; the bits behind it may be set. Null for anything else.</summary>
    public static (IPAddress Address, int Length)? Range(string text)
    {
        var parts = text.Split('/');
        if (parts.Length != 2 || !IPAddress.TryParse(parts[0], out var address) || !IsWhole(address, parts[0])) return null;
        if (!int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var length)) return null;
        return length <= address.GetAddressBytes().Length * 8 ? (address, length) : null;
    }

    /// <summary>Whether a network lies within another and is smaller.</summary>
    public static bool IsStrictlyWithin((IPAddress Address, int Length) inner, (IPAddress Address, int Length) outer)
    {
        if (inner.Address.AddressFamily != outer.Address.AddressFamily || inner.Length <= outer.Length) return false;
        return new IPNetwork(Masked(outer), outer.Length).Contains(inner.Address);
    }

    private static IPAddress Masked((IPAddress Address, int Length) range)
    {
        var bytes = range.Address.GetAddressBytes();
        for (var bit = range.Length; bit < bytes.Length * 8; bit++) bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        return new(bytes);
    }

    // .NET reads 10.1 as 10.0.0.1, Go does not.
    private static bool IsWhole(IPAddress address, string text) => address.AddressFamily != AddressFamily.InterNetwork || text.Split('.').Length == 4;
}
