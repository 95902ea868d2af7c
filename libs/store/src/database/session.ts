/**
 * A place where SQL runs: a connection of the pool, or the one of an open transaction. Tables take it as their first
 * argument, so the caller decides what is one transaction.
 */
export interface Session {
  /** Runs one statement with its parameters and answers the rows. */
  query<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
}
