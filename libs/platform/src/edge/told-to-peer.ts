import { PasserelleError, type ErrorFacts } from '@passerelle/kernel';

/**
 * Facts that are about the peer's own request, and help it to send a better one. What a fact of another name says may be
 * about our records, our files or our peers.
 */
const own: ReadonlySet<string> = new Set([
  ...['limit', 'line', 'column', 'encoding', 'mediaType', 'parameter', 'field', 'purpose', 'seconds', 'reason'],
]);

/** Stands in a sentence for a fact that is not told. */
const withheld = '(not told)';

/**
 * What a peer may see of an error, at any of its doors: the row of the code table, and of the occurrence only what it has
 * sent itself. What failed within the node is one of two: try again (PSR-2023), or not (PSR-9001). The node's log and the
 * exchange log have the error as it was.
 */
export function toldToPeer(error: PasserelleError): PasserelleError {
  const { http } = error.registered;
  // 501 says what is not offered, and the CapabilityStatement says it too.
  const isWithin = (http >= 500 && http !== 501) || /^PSR-[5-8]/.test(error.code);
  if (isWithin) return new PasserelleError(error.retriable ? 'PSR-2023' : 'PSR-9001', {}, { cause: error });
  // 11xx speak of a document, which in a pull is the patient's record: not even the names of its elements are told.
  const speaksOfRecord = error.code.startsWith('PSR-11');
  const facts: ErrorFacts = Object.fromEntries(
    Object.entries(error.facts).map(([name, value]) => [name, own.has(name) && !speaksOfRecord ? value : withheld]),
  );
  return new PasserelleError(error.code, facts, { cause: error });
}
