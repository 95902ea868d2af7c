import { isIPv4 } from 'node:net';

/**
 * The block of addresses that counts as one sender: an IPv4 address, or the /64 of an IPv6 address, since whoever has one
 * address there has all of them.
 */
export function addressBlock(address: string | undefined): string {
  const bare = (address ?? '').split('%')[0]?.toLowerCase() ?? '';
  const mapped = /^::ffff:([0-9.]+)$/.exec(bare)?.[1];
  if (mapped !== undefined) return mapped;
  if (isIPv4(bare) || bare === '') return bare;
  const [head = '', tail] = bare.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...Array.from({ length: zeros }, () => '0'), ...after];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
