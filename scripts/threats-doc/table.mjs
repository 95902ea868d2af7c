/**
 * The threats, with what stands against each and where. Numbers never change: titles of tests name them.
 * @typedef {object} Threat
 * @property {string} threat
 * @property {string} control
 * @property {readonly string[]} files - where the control is
 * @property {string} [open] - what of the threat no test can show yet, and which later part will
 */

/** @type {Readonly<Record<number, Threat>>} */
export const threats = {
  1: {
    threat: 'XML external entities: file, SSRF, external subset, parameter entity',
    control: 'any DOCTYPE is refused before a parser sees the text; no parser has files or a network',
    files: ['libs/xml/src/guard/doctype.ts', 'libs/xml/src/canonical/libxml2.ts'],
  },
  2: { threat: 'billion laughs', control: 'as 1', files: ['libs/xml/src/guard/doctype.ts'] },
  3: { threat: 'quadratic blow-up by one large entity', control: 'as 1; every limit is linear', files: ['libs/xml/src/guard/limits.ts'] },
  4: { threat: 'flood of numeric references', control: 'caps of octets and of references', files: ['libs/xml/src/guard/limits.ts', 'libs/xml/src/tree/references.ts'] },
  5: {
    threat: 'XInclude; XSLT, XPath and other transforms in a signature',
    control: 'no parser includes; transforms from a list of allowed ones',
    files: ['libs/xml/src/canonical/libxml2.ts', 'libs/trust/src/xmldsig/transforms.ts'],
  },
  6: { threat: 'deep XML', control: 'depth 128, in the first parser that sees the text', files: ['libs/xml/src/tree/scanner.ts'] },
  7: {
    threat: 'flood of attributes or namespaces',
    control: '256 attributes of an element, caps on all attributes, declarations and names',
    files: ['libs/xml/src/guard/limits.ts', 'libs/xml/src/tree/namespaces.ts'],
  },
  8: {
    threat: 'signature wrapping: other content, duplicate Id, other properties, object or manifest',
    control: 'only digested octets are read; an Id is unique; the place of what was signed is part of the answer',
    files: ['libs/trust/src/xmldsig/identifiers.ts', 'libs/trust/src/xmldsig/data-references.ts'],
  },
  9: { threat: 'several SignedInfo; a comment in a DigestValue', control: 'the form of a signature is read strictly', files: ['libs/trust/src/xmldsig/signature-parts.ts'] },
  10: {
    threat: 'qualifying properties of another signature; no signing certificate named',
    control: 'the properties that were digested are those that are read, and bind the certificate',
    files: ['libs/trust/src/xmldsig/qualifying-properties.ts', 'libs/trust/src/xmldsig/signer.ts'],
  },
  11: { threat: 'a name cut off by a comment', control: 'text is read across comments; none is allowed in a signed identity', files: ['libs/xml/src/tree/scanner.ts', 'libs/trust/src/xmldsig/saml-text.ts'] },
  12: {
    threat: 'two parsers read two documents',
    control: 'one parser reads and verifies; libxml2 sees only what it accepted; both are held to one tree',
    files: ['libs/xml/src/tree/parse.ts', 'libs/xml/src/canonical/libxml2.ts'],
  },
  13: { threat: 'errors of canonicalisation', control: 'our own canonicaliser, held against libxml2 and xmlsec1', files: ['libs/xml/src/canonical/canonical-octets.ts'] },
  14: { threat: 'weak algorithms; a public key as HMAC secret; HMAC cut short', control: 'a list of allowed algorithms, fixed by the key; HMAC never', files: ['libs/trust/src/keys/signature-algorithms.ts'] },
  15: { threat: 'forged RSA signatures, e = 3, lenient DigestInfo', control: 'node:crypto decides; exponents below 65537 are refused', files: ['libs/trust/src/keys/signature-algorithms.ts'] },
  16: { threat: 'Ed25519 with S >= L; signatures that can be changed, used as a key', control: 'nothing is told apart by the octets of its signature', files: ['libs/log/src/checkpoint/signed-note.ts'] },
  17: { threat: 'the certificate of KeyInfo is trusted', control: 'KeyInfo is a hint; anchors decide', files: ['libs/trust/src/xmldsig/key-info.ts'] },
  18: { threat: 'confused certificate paths: constraints, purposes, lengths', control: 'own strict path building by RFC 5280, a purpose for each use', files: ['libs/trust/src/certificates/path/index.ts'] },
  19: { threat: 'expired or revoked; an OCSP response that is old, replayed or of another', control: 'revocation decides over a path, responses are fresh for an hour; what a peer presents or has sealed with is asked about, ahead', files: ['libs/trust/src/certificates/path/index.ts', 'libs/platform/src/revocation/revocation-keeper.ts'] },
  20: { threat: 'a key is compromised', control: 'revocation in lists; the exchanges sealed with it are found; keys are replaced with an overlap', files: ['libs/trust/src/certificates/revocation/revocation-verdict.ts', 'libs/trust/src/keys/store/key-ring.ts', 'libs/platform/src/operators/exchanges.controller.ts'] },
  21: { threat: 'an old or expired list of peers', control: 'a signed list with a number that only rises, and an end', files: ['libs/trust/src/trust-bundle/succession.ts', 'libs/trust/src/trust-bundle/envelope.ts'] },
  22: { threat: 'SAML: unsigned, other audience, recipient or issuer, expired, unconditional, several', control: 'a strict validator of one assertion', files: ['libs/trust/src/saml/verify-assertion.ts', 'libs/trust/src/saml/check-assertion.ts'] },
  23: { threat: 'replayed SAML assertions', control: 'issuer and ID serve once until they expire', files: ['libs/store/src/used-ids/used-ids.ts'] },
  24: { threat: 'assertions of two persons, patients or countries put together', control: 'assertions, connection and patient are bound to each other', files: ['libs/trust/src/saml/bind-assertions.ts'] },
  25: { threat: 'JWS without algorithm or with HMAC; unknown crit; keys fetched by jku or x5u', control: 'the algorithm follows from the key; nothing is fetched', files: ['libs/trust/src/jades/verify-json-signatures.ts'] },
  26: { threat: 'SOAP: action and body differ; replay; mustUnderstand', control: 'addressing is bound to the body; message ids serve once', files: ['libs/ihe/src/soap/addressing.ts', 'libs/store/src/used-ids/used-ids.ts'] },
  27: { threat: 'MTOM and XOP: parts missing, twice, unused, elsewhere or without end', control: 'a strict reader: every part is referred to once, by cid', files: ['libs/ihe/src/multipart/read.ts', 'libs/ihe/src/multipart/includes.ts'] },
  28: { threat: 'compressed bombs', control: 'caps of ratio and octets while expanding', files: ['libs/kernel/src/compression/decompress.ts'] },
  29: { threat: 'large bodies, slow senders, answers without end', control: 'limits of time, rate, size and concurrency for each peer', files: ['libs/platform/src/doors/http-door.ts', 'libs/platform/src/peer-client/peer-connection.ts'] },
  30: { threat: 'deep JSON', control: 'a scan of depth and size before the parse', files: ['libs/fhir/src/json/parse.ts'] },
  31: { threat: 'JSON: duplicate keys, large numbers, lone surrogates, marks', control: 'refused, or kept as written', files: ['libs/fhir/src/json/parse.ts'] },
  32: { threat: 'prototype pollution', control: 'such keys are refused; lists and null prototypes instead of objects', files: ['libs/fhir/src/json/parse.ts', 'libs/xml/src/tree/element.ts'] },
  33: { threat: 'regular expressions that take for ever', control: 'linear ones only; patterns of a configuration are checked', files: ['libs/peers/src/identifier-pattern.ts'] },
  34: { threat: 'names as paths: traversal, ZIP slip', control: 'ids are never paths; names in a container are read strictly', files: ['libs/trust/src/asic/entry-name.ts'] },
  35: {
    threat: 'injection: log lines, SQL, search, HTML of narratives, formulas',
    control: 'JSON lines, parameters, typed search, narratives rebuilt from an allow-list, pages without script; nothing is exported as CSV',
    files: ['libs/platform/src/logging/logger.ts', 'libs/rendering/src/escape-text.ts'],
  },
  36: { threat: 'requests to addresses that a document or a list names', control: 'addresses of the list of peers only, no redirects', files: ['libs/platform/src/peer-client/listed-address.ts', 'libs/platform/src/peer-client/peer-connection.ts'] },
  37: { threat: 'a message that always fails', control: 'bounded attempts, then set aside with the reason; its key goes on', files: ['libs/bus/src/settlement.ts'] },
  38: { threat: 'duplicates, order, gaps', control: 'a message id serves once; the same id with other content is a conflict and an alarm', files: ['libs/platform/src/edge/message-id.ts'] },
  39: {
    threat: 'a crash between the commit of the database and that of the bus',
    control: 'outbox and inbox in the transaction of the change',
    files: ['libs/store/src/outbox/outbox.ts'],
    open: 'kill of the service in the middle of a run: chaos tests',
  },
  40: {
    threat: 'the database is lost in the middle of a transaction',
    control: 'one transaction a step; connections are opened again',
    files: ['libs/store/src/database/database.ts'],
    open: 'kill of the database, failover, serialization failures: chaos tests',
  },
  41: { threat: 'an acknowledgement is lost on its way to the peer', control: 'the same message again; the receiver answers it as before', files: ['libs/platform/src/edge/receive-push.ts'] },
  42: {
    threat: 'disk or write-ahead log full, broker down',
    control: 'what cannot be logged is not answered; 503 with Retry-After, nothing half done',
    files: ['libs/platform/src/exchange/door-log.ts', 'libs/store/src/database/out-of-service.ts'],
    open: 'watermarks; a disk that is really full, under load',
  },
  43: { threat: 'clocks that differ, step back or leap', control: 'durations by the monotonic clock; nothing is stamped by a clock that differs from the authority; the log is ordered by index', files: ['libs/trust/src/time-stamp/index.ts'] },
  44: { threat: 'a log that was altered, restored or forked', control: 'RFC 6962 with the strict rule; checkpoints outside the database', files: ['libs/log/src/merkle/consistency.ts', 'libs/platform/src/ledger/checkpoint-file.ts'] },
  45: {
    threat: 'an operator reads what he need not',
    control: 'documents are sealed under a key for each person, and a person is erased by it; reading one is an entry of the log',
    files: ['libs/trust/src/document-cipher/document-cipher.ts', 'libs/platform/src/operators/erase-person.ts'],
    open: 'roles of persons and four eyes: the console with OpenID Connect',
  },
  46: {
    threat: 'side channels: restrictions shown, errors that tell, personal data in logs and metrics',
    control: 'uniform answers; one registry of errors without personal data; keyed digests of what names a person',
    files: ['libs/platform/src/doors/outcome-filter.ts', 'libs/platform/src/logging/logger.ts', 'libs/trust/src/pseudonym/pseudonym.ts'],
  },
}; // prettier-ignore
