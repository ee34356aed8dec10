using System.Net;
using System.Net.Sockets;

namespace CodeReview.Orchestrator.Sources.Servers;

/// <summary>
/// Tells addresses of the internet from those of one's own network, machine and cloud: loopback, private ranges, link-local ones (where
/// clouds keep credentials), and every way to write one of these inside another.
/// </summary>
/// <remarks>After the special-purpose registries of IANA. Of IPv6 only what is global unicast is public, so that new ranges are not.</remarks>
internal static class PublicAddress
{
    private static readonly IPNetwork[] Special = Networks(
        "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.31.196.0/24 192.52.193.0/24"
        + " 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4"
        // Where Azure's machines find their host.
        + " 168.63.129.16/32"
        // IETF's own with Teredo, documentation, and 6to4, which carries an IPv4 address of anybody's choice.
        + " 2001::/23 2001:db8::/32 2002::/16 3fff::/20 2620:4f:8000::/48");

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    // NAT64 by its well-known prefix: the way to IPv4 in a network that has only IPv6.
    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    public static bool Is(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return Is(address.MapToIPv4());
        if (Translated.Contains(address))
            return Is(new IPAddress(address.GetAddressBytes().AsSpan(12)));
        return (address.AddressFamily is AddressFamily.InterNetwork || GlobalUnicast.Contains(address))
            && !Special.Any(network => network.Contains(address));
    }

    private static IPNetwork[] Networks(string networks) => [.. networks.Split(' ').Select(IPNetwork.Parse)];
}
