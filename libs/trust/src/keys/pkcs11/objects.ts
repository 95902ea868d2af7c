import { createPublicKey, type KeyObject } from 'node:crypto';
import { PasserelleError } from '@passerelle/kernel';
import type { Handle, Template } from 'pkcs11js';
import { readCertificate, type Certificate } from '../../certificates/certificate.js';
import { unusableKey } from '../custody/key-object-custody.js';
import type { Library } from './library.js';

/** Which key of a token: by its label (CKA_LABEL), by its id (CKA_ID, hexadecimal), or by both. */
export interface ObjectName {
  readonly label?: string;
  readonly id?: string;
}

/** Head of the SubjectPublicKeyInfo of an Ed25519 key (RFC 8410 section 4). */
const ed25519Head = Buffer.from('302a300506032b6570032100', 'hex');

/**
 * The private key of that name.
 * @throws PasserelleError PSR-3075 unless there is exactly one; PSR-3008 when the token would give the key away
 */
export function findPrivateKey(library: Library, session: Handle, name: ObjectName): Handle {
  const { binding, calls } = library;
  const found = find(library, session, [
    { type: binding.CKA_CLASS, value: binding.CKO_PRIVATE_KEY },
    ...named(library, name),
  ]);
  const [key] = found;
  if (key === undefined || found.length > 1) throw notOne(found.length, 'private keys', name);
  const [sensitive] = calls.C_GetAttributeValue(session, key, [{ type: binding.CKA_SENSITIVE }]);
  if (sensitive?.value[0] !== 1) throw unusableKey('the token would give it away: its CKA_SENSITIVE is not set');
  return key;
}

/** The certificate that the token keeps with the key: under the same id, or the same label where the key has no id. */
export function findCertificate(library: Library, session: Handle, key: Handle, name: ObjectName): Certificate {
  const { binding, calls } = library;
  const id = calls.C_GetAttributeValue(session, key, [{ type: binding.CKA_ID }])[0]?.value;
  const found = find(library, session, [
    { type: binding.CKA_CLASS, value: binding.CKO_CERTIFICATE },
    { type: binding.CKA_CERTIFICATE_TYPE, value: binding.CKC_X_509 },
    ...(id !== undefined && id.length > 0 ? [{ type: binding.CKA_ID, value: id }] : named(library, name)),
  ]);
  const [certificate] = found;
  if (certificate === undefined || found.length > 1) throw notOne(found.length, 'certificates', name);
  const der = calls.C_GetAttributeValue(session, certificate, [{ type: binding.CKA_VALUE }])[0]?.value;
  return readCertificate(der ?? Buffer.alloc(0));
}

/** The public half of an Ed25519 key, which has no certificate. */
export function findEd25519PublicKey(library: Library, session: Handle, name: ObjectName): KeyObject {
  const { binding, calls } = library;
  const found = find(library, session, [
    { type: binding.CKA_CLASS, value: binding.CKO_PUBLIC_KEY },
    ...named(library, name),
  ]);
  const [key] = found;
  if (key === undefined || found.length > 1) throw notOne(found.length, 'public keys', name);
  const point = calls.C_GetAttributeValue(session, key, [{ type: binding.CKA_EC_POINT }])[0]?.value ?? Buffer.alloc(0);
  // By PKCS#11 the point is wrapped in an OCTET STRING; some modules leave that out.
  const raw = point.length === 34 && point[0] === 0x04 && point[1] === 32 ? point.subarray(2) : point;
  if (raw.length !== 32) throw unusableKey('its public point is not that of an Ed25519 key');
  return createPublicKey({ key: Buffer.concat([ed25519Head, raw]), format: 'der', type: 'spki' });
}

function named({ binding }: Library, { label, id }: ObjectName): Template {
  return [
    ...(label === undefined ? [] : [{ type: binding.CKA_LABEL, value: label }]),
    ...(id === undefined ? [] : [{ type: binding.CKA_ID, value: Buffer.from(id, 'hex') }]),
  ];
}

function find({ calls }: Library, session: Handle, template: Template): readonly Handle[] {
  calls.C_FindObjectsInit(session, template);
  try {
    return calls.C_FindObjects(session, 3);
  } finally {
    calls.C_FindObjectsFinal(session);
  }
}

function notOne(count: number, what: string, { label, id }: ObjectName): PasserelleError {
  const name = [label === undefined ? '' : `the label ${label}`, id === undefined ? '' : `the id ${id}`]
    .filter((part) => part !== '')
    .join(' and ');
  return new PasserelleError('PSR-3075', { reason: `${count} ${what} with ${name}` });
}
