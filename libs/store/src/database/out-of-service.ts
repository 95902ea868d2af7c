/**
 * Classes and codes of SQLSTATE (PostgreSQL, appendix A) that tell of the server and not of the statement: no connection
 * (08), no disk, memory or connection left (53), stopped by its operators (57P), a disk that fails (58030), a standby that
 * takes no writes (25006), and a transaction that lost against another (40001, 40P01). The same statement may succeed later.
 */
const ofTheServer = /^(?:08...|53...|57P0.|58030|25006|40001|40P01)$/;

/** Codes of Node.js for a connection that is not there or broke. */
const ofTheConnection: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND']);

/**
 * Tells whether an error of the driver means that the database is out of service: nothing was done, and the same may be
 * tried again later.
 * @returns its code, SQLSTATE or that of Node.js; undefined for every other error
 */
export function outOfService(error: unknown): string | undefined {
  const code = typeof error === 'object' && error !== null ? (error as { code?: unknown }).code : undefined;
  if (typeof code !== 'string') return undefined;
  return ofTheServer.test(code) || ofTheConnection.has(code) ? code : undefined;
}
