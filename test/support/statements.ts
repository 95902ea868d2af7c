import type { TestNode } from './two-nodes.js';

/** Tables that requests of peers lead to; the workers in the background ask others, or ask them otherwise. */
const ofRequests = /\b(?:person|person_identifier|national_record|document|exchange|used_id)\b|INSERT INTO log_staging/;

interface Queries {
  query<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
}

/** Runs some work and tells which statements the node's doors sent to the database meanwhile, in their order. */
export async function statementsOf<T>(
  { node }: TestNode,
  work: () => Promise<T>,
): Promise<{ result: T; statements: readonly string[] }> {
  const statements: string[] = [];
  const recording = <Q extends Queries>(queries: Q): Queries['query'] => {
    const ask = queries.query.bind(queries) as Queries['query'];
    return (sql, parameters) => {
      if (ofRequests.test(sql)) statements.push(sql.replace(/\s+/g, ' ').trim());
      return ask(sql, parameters);
    };
  };
  const { database } = node.runtime;
  const transaction = database.transaction.bind(database);
  // The methods of this one object are covered, and uncovered again; those of its class stay as they are.
  Object.assign(database, {
    query: recording(database),
    transaction: <R>(run: (session: Queries) => Promise<R>) =>
      transaction((session) => run({ query: recording(session) })),
  });
  try {
    const result = await work();
    return { result, statements };
  } finally {
    Reflect.deleteProperty(database, 'query');
    Reflect.deleteProperty(database, 'transaction');
  }
}
