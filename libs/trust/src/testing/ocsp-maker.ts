import { createHash } from 'node:crypto';
import forge from 'node-forge';
import {
  bitString,
  fromDer,
  integerOfOctets,
  nothing,
  objectIdentifier,
  octetString,
  sequence,
  tagged,
  toDer,
  type Asn1,
} from '../development-ca/der.js';
import { publicKeyInfo, signatureAlgorithm } from '../development-ca/key-pair.js';
import { readX509 } from '../certificates/fields/x509-fields.js';
import { extensionOf, signOctets, type MadeCertificate } from './certificate-maker.js';
import { enumerated, serialOf } from './crl-maker.js';
import { epoch } from './identities.js';

/** What a response is to say; all that is not named is as a good responder would have it. */
export interface OcspOrder {
  readonly certificate: MadeCertificate;
  /** The authority of the certificate. */
  readonly issuer: MadeCertificate;
  /** A delegated responder; without one the authority signs itself. */
  readonly responder?: MadeCertificate;
  /** Whether the certificate of the responder travels with the response. */
  readonly carriesResponder?: boolean;
  readonly responderBy?: 'name' | 'key';
  readonly status?: 'good' | 'unknown' | { readonly revokedAt: Date; readonly reason?: number };
  readonly producedAt?: Date;
  readonly thisUpdate?: Date;
  readonly nextUpdate?: Date | null;
  readonly nonce?: Uint8Array;
  readonly extensions?: readonly Asn1[];
  /** OCSPResponseStatus. */
  readonly responseStatus?: number;
  readonly digest?: 'sha1' | 'sha256';
}

const digestIds = { sha1: '1.3.14.3.2.26', sha256: '2.16.840.1.101.3.4.2.1' } as const;

/** Makes and signs an OCSP response (RFC 6960 section 4.2); gives its DER. */
export function makeOcspResponse(order: OcspOrder): Buffer {
  if (order.responseStatus) return toDer(sequence(enumerated(order.responseStatus)));
  const { nextUpdate = new Date(epoch.getTime() + 3_600_000), extensions = [] } = order;
  const signer = order.responder ?? order.issuer;
  const all = [...(order.nonce ? [extensionOf('1.3.6.1.5.5.7.48.1.2', octetString(order.nonce))] : []), ...extensions];
  const single = sequence(
    certificateId(order),
    statusOf(order.status ?? 'good'),
    generalizedTime(order.thisUpdate ?? new Date(epoch.getTime() - 60_000)),
    ...(nextUpdate === null ? [] : [tagged(0, [generalizedTime(nextUpdate)])]),
  );
  const tbs = toDer(
    sequence(
      order.responderBy === 'key' ? tagged(2, [octetString(keyHash(signer, 'sha1'))]) : tagged(1, [signer.subject]),
      generalizedTime(order.producedAt ?? new Date(epoch.getTime() - 60_000)),
      sequence(single),
      ...(all.length === 0 ? [] : [tagged(1, [sequence(...all)])]),
    ),
  );
  const carries = order.responder !== undefined && order.carriesResponder !== false;
  const basic = sequence(
    fromDer(tbs),
    signatureAlgorithm(signer.key),
    bitString(signOctets(tbs, signer.key)),
    ...(carries ? [tagged(0, [sequence(fromDer(signer.certificate.der))])] : []),
  );
  const bytes = sequence(objectIdentifier('1.3.6.1.5.5.7.48.1.1'), octetString(toDer(basic)));
  return toDer(sequence(enumerated(0), tagged(0, [bytes])));
}

function certificateId({ certificate, issuer, digest = 'sha1' }: OcspOrder): Asn1 {
  return sequence(
    sequence(objectIdentifier(digestIds[digest]), nothing()),
    octetString(createHash(digest).update(toDer(issuer.subject)).digest()),
    octetString(keyHash(issuer, digest)),
    integerOfOctets(serialOf(certificate)),
  );
}

function keyHash({ certificate, key }: MadeCertificate, digest: string): Buffer {
  // The octets of the key without its algorithm, as certificate and public key have them alike.
  const { bits } = readX509(certificate.der).key;
  if (!publicKeyInfo(key).includes(bits)) throw new Error('the key is not that of the certificate');
  return createHash(digest).update(bits).digest();
}

function statusOf(status: NonNullable<OcspOrder['status']>): Asn1 {
  if (status === 'good') return tagged(0, Buffer.alloc(0));
  if (status === 'unknown') return tagged(2, Buffer.alloc(0));
  const reason = status.reason === undefined ? [] : [tagged(0, [enumerated(status.reason)])];
  return tagged(1, [generalizedTime(status.revokedAt), ...reason]);
}

function generalizedTime(instant: Date): Asn1 {
  const { Class, Type } = forge.asn1;
  const text = forge.asn1.dateToGeneralizedTime(instant);
  return forge.asn1.create(Class.UNIVERSAL, Type.GENERALIZEDTIME, false, text);
}
