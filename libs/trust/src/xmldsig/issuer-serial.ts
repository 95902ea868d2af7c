import { X509Certificate } from 'node:crypto';
import { derMembers, derValues } from '../certificates/der-values.js';
import type { Certificate } from '../certificates/certificate.js';
import { decodeBase64 } from '../seals/base64.js';
import type { CertificateStatement } from './qualifying-properties.js';

/**
 * Whether what a signature says of issuer and serial number, beside the digest, is true of the certificate. The digest
 * alone binds the certificate; two statements that contradict each other would still be two certificates to two readers.
 */
export function agrees({ serialNumber, issuerSerial }: CertificateStatement, certificate: Certificate): boolean {
  const { serialNumber: hexadecimal } = new X509Certificate(certificate.der);
  const serial = BigInt(`0x${hexadecimal}`);
  if (serialNumber !== undefined && !(/^\d{1,60}$/.test(serialNumber) && BigInt(serialNumber) === serial)) return false;
  return issuerSerial === undefined || agreesWithDer(issuerSerial, certificate, serial);
}

/** `IssuerSerial ::= SEQUENCE { issuer GeneralNames, serialNumber INTEGER }`, the issuer one directoryName `[4]`. */
function agreesWithDer(base64: string, certificate: Certificate, serial: bigint): boolean {
  const der = decodeBase64(base64);
  const [names, number] = (der === undefined ? undefined : derMembers(der)) ?? [];
  const [name] = (names === undefined ? undefined : derValues(names.content)) ?? [];
  if (number === undefined || name?.tag !== 0xa4 || number.content.length === 0) return false;
  return BigInt(`0x${number.content.toString('hex')}`) === serial && holdsIssuer(certificate.der, name.content);
}

/** Whether the issuer of a certificate is that Name, octet for octet. */
function holdsIssuer(der: Buffer, name: Buffer): boolean {
  const [body] = derMembers(der) ?? [];
  const fields = (body === undefined ? undefined : derValues(body.content)) ?? [];
  // version [0], serialNumber, signature, issuer (RFC 5280 section 4.1); version is left out of version 1.
  const issuer = fields[fields[0]?.tag === 0xa0 ? 3 : 2];
  const [stated] = derValues(name) ?? [];
  return issuer !== undefined && stated !== undefined && issuer.content.equals(stated.content);
}
