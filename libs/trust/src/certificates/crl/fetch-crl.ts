import { failed, ok, PasserelleError, type Result } from '@passerelle/kernel';
import { fetchLimited, type RevocationFetch } from '../revocation/fetch-limited.js';
import { readRevocationLists } from './crl-files.js';
import { largestList } from './read-crl.js';

/**
 * Fetches a revocation list. That it is signed by an authority is found out where a path is built with it.
 * @returns the list, DER; PSR-3040, PSR-3041, or PSR-3038 when the answer is not one list
 */
export async function fetchRevocationList(address: string, options: RevocationFetch): Promise<Result<Buffer>> {
  const fetched = await fetchLimited(address, { expects: 'application/pkix-crl', bytes: largestList }, options);
  if (!fetched.ok) return fetched;
  const lists = readRevocationLists(fetched.value);
  if (!lists.ok) return lists;
  const [list] = lists.value;
  return list === undefined || lists.value.length > 1
    ? failed(new PasserelleError('PSR-3038', { reason: 'several lists where one is expected' }))
    : ok(list);
}
