import { BlockList, isIPv4, isIPv6 } from 'node:net';

// IANA's special-purpose registry: this network, private, shared (CGNAT), loopback, link-local, protocol assignments, documentation, the
// former 6to4 relays, benchmarks, multicast, reserved and broadcast.
const blockedIPv4 = listOf('ipv4', [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
  ...['192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15'],
  ...['198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
]);

// Everything global stands in one block; what is outside is loopback, unique-local, link-local, multicast, IPv4-mapped or NAT64.
const globalIPv6 = listOf('ipv6', ['2000::/3']);

// Within it: protocol assignments with Teredo, documentation, and 6to4, which carries any IPv4 address.
const blockedIPv6 = listOf('ipv6', ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']);

/** Whether an IP address, as the resolver or the URL gives it, is none of the public internet; what is no address is blocked too. */
export function isBlockedAddress(address: string): boolean {
  if (isIPv4(address)) return blockedIPv4.check(address, 'ipv4');
  if (!isIPv6(address) || address.includes('%')) return true;
  return !globalIPv6.check(address, 'ipv6') || blockedIPv6.check(address, 'ipv6');
}

function listOf(family: 'ipv4' | 'ipv6', ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', bits] = range.split('/');
    list.addSubnet(network, Number(bits), family);
  }
  return list;
}
