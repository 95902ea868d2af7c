import { failed, ok, PasserelleError, type Result } from '@passerelle/kernel';
import { largestTrustBundle } from '@passerelle/trust/trust-bundle';
import { open } from 'node:fs/promises';
import { fetchOctets, type Fetched } from './fetch-octets.js';

/** Where a trust bundle comes from. */
export interface BundleSource {
  /**
   * Reads it.
   * @param etag - of the one in use, where the source gave one
   */
  read(etag: string | undefined): Promise<Result<Fetched>>;
}

/**
 * The source that the configuration names.
 * @param place - an `https:` address, or the absolute path of a file
 * @param tls - PEM texts that alone are trusted for the connection
 */
export function bundleSource(place: string, tls: readonly string[] | undefined): BundleSource {
  if (/^https:/i.test(place)) {
    return {
      read: (etag) =>
        fetchOctets({
          url: place,
          largest: largestTrustBundle,
          accept: 'application/jose',
          ...(tls !== undefined && { tls }),
          ...(etag !== undefined && { etag }),
        }),
    };
  }
  return { read: () => readFileUpTo(place, largestTrustBundle) };
}

async function readFileUpTo(path: string, largest: number): Promise<Result<Fetched>> {
  try {
    const file = await open(path);
    try {
      // A file that grows while it is read, or a device, is cut off here and refused for its size.
      const { buffer, bytesRead } = await file.read(Buffer.alloc(largest + 1), 0, largest + 1, 0);
      return ok({ unchanged: false, octets: buffer.subarray(0, bytesRead) });
    } finally {
      await file.close();
    }
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unreadable';
    return failed(new PasserelleError('PSR-3057', { reason: code }, { cause }));
  }
}
