/*
 * The whole grammar of what may travel on the bus. Each field is matched against a pattern too narrow for a name, a
 * date of birth or a national identifier, so a careless publisher is refused instead of leaking.
 * The tables of the embedded adapter carry the same patterns as constraints (embedded/migration.ts); a test holds the
 * two in step.
 */

/** UUID in its canonical lower-case form (RFC 9562 section 4). PostgreSQL gives it back so; comparing text is then safe. */
export const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Name of a topic. */
export const topicPattern = /^[a-z][a-z0-9-]{0,63}$/;

/** Name of a pipeline step. */
export const stepPattern = /^[a-z][a-z-]{0,39}$/;

/** SHA-256 in lower-case hexadecimal. */
export const digestPattern = /^[0-9a-f]{64}$/;

/** UTC instant in the form of Date.toISOString. */
export const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
