/** What is read of certificates, lists of revocations, answers of responders and time-stamp tokens; and paths over them. */
import { buildPath, readCertificate, readRevocationLists, verifyTimeStampToken } from '@passerelle/trust';
import { createDevelopmentCa } from '@passerelle/trust/development-ca';
import { answerTimeStampQuery, createDevelopmentTsa } from '@passerelle/trust/development-tsa';
import { systemClock } from '@passerelle/kernel';
import { createHash } from 'node:crypto';
import { answered, demand } from '../support/refusals.mjs';
import { context, identity } from '../support/identity.mjs';
import { corpus } from '../support/seeds.mjs';

const stamped = Buffer.from('stamped');

/** SEQUENCE, INTEGER and the rest of a query of RFC 3161 over the stamped octets, with the certificate asked for. */
function query() {
  const digest = createHash('sha256').update(stamped).digest();
  const algorithm = Buffer.from('300d06096086480165030402010500', 'hex');
  const imprint = der(0x30, Buffer.concat([algorithm, der(0x04, digest)]));
  return der(0x30, Buffer.concat([Buffer.from('020101', 'hex'), imprint, Buffer.from('0101ff', 'hex')]));
}

const der = (tag, content) => Buffer.concat([Buffer.from([tag, content.length]), content]);

export const seeds = () => {
  const tsa = createDevelopmentTsa(createDevelopmentCa(), systemClock);
  const { certificate, certificatePem } = identity();
  return [
    Buffer.from(certificatePem),
    Buffer.from(certificate.der),
    answerTimeStampQuery(tsa, query()),
    ...corpus('security', '.der', '.crl', '.crt', '.cer', '.tst', '.ocsp'),
  ];
};

export function fuzz(data) {
  const octets = Buffer.from(data);
  const { anchors, at } = context();
  const certificate = answered(() => readCertificate(octets));
  answered(() => readRevocationLists(octets));
  const lists = { anchors, crls: [octets], ocspResponses: [octets] };
  const request = { intermediates: [], purpose: 'seal', at, revocation: 'required' };
  const own = answered(() => buildPath({ ...request, certificate: anchors[0], context: lists }));
  demand(own === undefined || typeof own.ok === 'boolean', 'no result');
  if (certificate !== undefined) {
    const path = answered(() => buildPath({ ...request, revocation: 'if-known', certificate, context: lists }));
    const isPin = anchors[0].der.equals(certificate.der);
    demand(!path?.ok || isPin, 'a path for a certificate that nobody vouches for');
  }
  const token = answered(() => verifyTimeStampToken(octets, stamped, context()));
  demand(!token?.ok, 'a time-stamp of nobody that is trusted');
}
