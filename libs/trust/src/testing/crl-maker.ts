import forge from 'node-forge';
import {
  bitString,
  fromDer,
  integer,
  integerOfOctets,
  sequence,
  tagged,
  time,
  toDer,
  type Asn1,
} from '../development-ca/der.js';
import { signatureAlgorithm } from '../development-ca/key-pair.js';
import { fieldsOf } from '../certificates/fields/fields-of.js';
import { day, extensionOf, keyIdentifier, signOctets, type MadeCertificate } from './certificate-maker.js';
import { epoch } from './identities.js';

/** One revoked certificate. */
export interface MadeRevocation {
  readonly certificate: MadeCertificate;
  readonly revokedAt?: Date;
  /** CRLReason by number. */
  readonly reason?: number;
  readonly extensions?: readonly Asn1[];
}

/** What a list is to be; all that is not named is as a good authority would have it. */
export interface CrlOrder {
  readonly issuer: MadeCertificate;
  readonly revoked?: readonly MadeRevocation[];
  readonly thisUpdate?: Date;
  /** null leaves it out. */
  readonly nextUpdate?: Date | null;
  /** Extensions beside authorityKeyIdentifier and cRLNumber. */
  readonly extensions?: readonly Asn1[];
  readonly crlNumber?: boolean;
  readonly authorityKeyIdentifier?: boolean;
  readonly version?: 'first';
  /** In place of the issuer's key. */
  readonly key?: MadeCertificate['key'];
}

/** ENUMERATED. */
export function enumerated(value: number): Asn1 {
  const { Class, Type } = forge.asn1;
  return forge.asn1.create(Class.UNIVERSAL, Type.ENUMERATED, false, String.fromCharCode(value));
}

/** Makes and signs a revocation list (RFC 5280 section 5); gives its DER. */
export function makeCrl(order: CrlOrder): Buffer {
  const { issuer, revoked = [], nextUpdate = new Date(epoch.getTime() + 7 * day) } = order;
  const key = order.key ?? issuer.key;
  const algorithm = signatureAlgorithm(key);
  const extensions = [
    ...(order.authorityKeyIdentifier === false
      ? []
      : [extensionOf('2.5.29.35', sequence(tagged(0, keyIdentifier(issuer.key))))]),
    ...(order.crlNumber === false ? [] : [extensionOf('2.5.29.20', integer(7))]),
    ...(order.extensions ?? []),
  ];
  const tbs = toDer(
    sequence(
      ...(order.version === 'first' ? [] : [integer(1)]),
      algorithm,
      issuer.subject,
      time(order.thisUpdate ?? new Date(epoch.getTime() - 60_000)),
      ...(nextUpdate === null ? [] : [time(nextUpdate)]),
      ...(revoked.length === 0 ? [] : [sequence(...revoked.map(entry))]),
      ...(extensions.length === 0 ? [] : [tagged(0, [sequence(...extensions)])]),
    ),
  );
  return toDer(sequence(fromDer(tbs), algorithm, bitString(signOctets(tbs, key))));
}

function entry({ certificate, revokedAt, reason, extensions = [] }: MadeRevocation): Asn1 {
  const all = [...(reason === undefined ? [] : [extensionOf('2.5.29.21', enumerated(reason))]), ...extensions];
  return sequence(
    integerOfOctets(serialOf(certificate)),
    time(revokedAt ?? new Date(epoch.getTime() - day / 2)),
    ...(all.length === 0 ? [] : [sequence(...all)]),
  );
}

/** Octets of the serial number of a certificate. */
export function serialOf({ certificate }: MadeCertificate): Buffer {
  const fields = fieldsOf(certificate);
  if (!fields.ok) throw fields.error;
  return fields.value.serialNumber;
}
