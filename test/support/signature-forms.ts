import { systemClock, type Result } from '@passerelle/kernel';
import {
  createContainer,
  pemSealKey,
  requestTimeStamp,
  signDetached,
  signEnveloped,
  signEnveloping,
  readCertificate,
  type LocalSealKey,
  type RsaAlgorithm,
  type SigningOptions,
} from '@passerelle/trust';
import type { DevelopmentCa } from '@passerelle/trust/development-ca';
import { createDevelopmentTsa, timeStampServer } from '@passerelle/trust/development-tsa';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { withEntry } from '../../libs/trust/src/testing/crafted-zip.js';
import { sealIdentity, type SealIdentities } from './seal-identities.js';

/** What a judge is shown; in UTF-8, with carriage returns, a default namespace and a prefix that only a value uses. */
export const signedXml = Buffer.from(
  `<?xml version="1.0" encoding="UTF-8"?>\r\n<!-- outside --><ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:sdtc="urn:hl7-org:sdtc" ` +
    `xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>\r\n${'<section xsi:type="sdtc:T">Zoë<![CDATA[ & ]]></section>\r\n'.repeat(20)}</ClinicalDocument>\n`,
);
export const signedPdf = Buffer.from('%PDF-1.7 not really one\n');
export const signedXmlName = 'summary.xml';
export const signedPdfName = 'twin.pdf';

/** Makes a signature over the documents above, in one form. */
export type MakeForm = (key: LocalSealKey, options: SigningOptions) => Promise<Result<Buffer>>;

const xml = { uri: signedXmlName, octets: signedXml, mediaType: 'text/xml' };
const pdf = { uri: signedPdfName, octets: signedPdf, mediaType: 'application/pdf' };

/** Every form of XML signature that is made, by the name of the file it is shown in. */
export const signatureForms: Readonly<Record<string, MakeForm>> = {
  'detached.xml': (key, options) => signDetached([xml], key, options),
  'detached-two.xml': (key, options) => signDetached([xml, pdf], key, options),
  'enveloped.xml': (key, options) => signEnveloped(signedXml, key, options),
  'enveloped-inclusive.xml': (key, options) =>
    signEnveloped(signedXml, key, { ...options, inclusivePrefixes: ['sdtc', '#default'] }),
  'enveloping.xml': (key, options) => signEnveloping([xml], key, options),
  'enveloping-two.xml': (key, options) => signEnveloping([xml, pdf], key, options),
  'container.asice': (key, options) =>
    createContainer(
      [
        { ...xml, name: signedXmlName },
        { ...pdf, name: signedPdfName },
      ],
      key,
      options,
    ),
};

/** A key for each algorithm that is made. */
export function keysOfAllAlgorithms({ authority, ec, rsa }: SealIdentities): readonly LocalSealKey[] {
  const rsaAlgorithms: readonly RsaAlgorithm[] = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'];
  return [
    ec.key,
    sealIdentity(authority, 'ec-p384').key,
    ...rsaAlgorithms.map((rsaAlgorithm) => pemSealKey(rsa.keyPem, rsa.certificatePem, { rsaAlgorithm })),
  ];
}

/** The signature a form gives, or the refusal thrown. */
export async function made(form: MakeForm, key: LocalSealKey, options: SigningOptions): Promise<Buffer> {
  const signature = await form(key, options);
  if (!signature.ok) throw signature.error;
  return signature.value;
}

/** A time-stamping authority over HTTP, and the option that has signatures stamped by it. */
export async function servedTimeStamps(authority: DevelopmentCa) {
  const server = timeStampServer(createDevelopmentTsa(authority, systemClock)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const anchors = [readCertificate(authority.certificatePem)];
  const timeStamp: NonNullable<SigningOptions['timeStamp']> = (octets) =>
    requestTimeStamp({ url, anchors }, octets, { clock: systemClock });
  const stop = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { timeStamp, stop };
}

/**
 * A signature whose content was altered where it is inside it; of one that is beside its documents, the same signature,
 * to be judged over other documents.
 */
export async function altered(name: string, signature: Buffer): Promise<Buffer> {
  if (name.startsWith('enveloped')) return Buffer.from(signature.toString().replace('Zoë', 'Zoe'));
  if (name.startsWith('enveloping')) {
    const [content] = /(?<=<ds:Object Encoding[^>]*>)[^<]+/.exec(signature.toString()) ?? [''];
    const changed = Buffer.from(Buffer.from(content, 'base64').toString().replace('Zoë', 'Zoe'));
    return Buffer.from(signature.toString().replace(content, changed.toString('base64')));
  }
  if (name.endsWith('.asice')) {
    return withEntry(signature, signedXmlName, Buffer.from(signedXml.toString().replace('Zoë', 'Zoe')));
  }
  return signature;
}
