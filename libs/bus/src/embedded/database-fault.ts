import { PasserelleError } from '@passerelle/kernel';

/** SQLSTATE classes of a server that cannot serve now (PostgreSQL manual, appendix A): connection, resources, operator. */
const unreachableClasses = ['08', '53', '57'];

/** SQLSTATE undefined_table. */
const undefinedTable = '42P01';

/** Names a failure of the database: not reachable, not migrated, or a defect. */
export function databaseFault(cause: unknown): PasserelleError {
  const state = sqlState(cause);
  if (state === undefinedTable) return new PasserelleError('PSR-5007', {}, { cause });
  if (state !== undefined && !unreachableClasses.includes(state.slice(0, 2))) {
    return new PasserelleError('PSR-9001', { sqlState: state }, { cause });
  }
  return new PasserelleError('PSR-5001', {}, { cause });
}

/** The five characters that the server sent; a broken socket has none (its code is a name such as ECONNREFUSED). */
function sqlState(cause: unknown): string | undefined {
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
}
