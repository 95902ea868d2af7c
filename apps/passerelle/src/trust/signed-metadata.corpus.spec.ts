import { expect, it } from '@jest/globals';
import { asPasserelleError } from '@passerelle/kernel';
import { readCertificate, type Certificate } from '@passerelle/trust';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { corpusFiles, reportCorpusRun } from '../../../../test/support/corpus.js';
import { readSignedMetadata } from './signed-metadata.js';

const metadata = corpusFiles('myhealtheu/smp', '.xml').filter((file) => !file.includes('ucy-country-services'));
const lists = corpusFiles('security/xades-dss/xsw', '.xml');
const files = [...metadata, ...lists];

/** Every certificate in the file is an anchor, so that nothing but the signature and the content can be the reason. */
function carried(octets: Buffer): readonly Certificate[] {
  const texts = [...octets.toString('utf8').matchAll(/<(?:\w+:)?X509Certificate>([^<]+)</g)].map(
    ([, text = '']) => text,
  );
  return texts.flatMap((text) => {
    try {
      return [readCertificate(Buffer.from(text.replaceAll('&#13;', ''), 'base64'))];
    } catch {
      // Some test files carry text that is no certificate; as an anchor it would add nothing.
      return [];
    }
  });
}

async function read(file: string, at: Date): Promise<string> {
  const octets = readFileSync(file);
  try {
    const { peers, notes } = await readSignedMetadata(octets, carried(octets), at);
    const [peer] = peers;
    if (peer === undefined) return `nothing: ${notes.at(-1)}`;
    const certificates = Object.entries(peer.certificates).map(([purpose, ders]) => `${purpose} ${ders.length}`);
    const identifiers = peer.patientIdentifiers.map(({ pattern }) => pattern);
    return [peer.country, ...peer.services.map(({ service }) => service), ...certificates, ...identifiers].join(' ');
  } catch (caught) {
    return asPasserelleError(caught).code;
  }
}

/** What is read of each file on the day that is best for it, when its own signer is trusted. */
const table: Readonly<Record<string, readonly [at: string, read: string]>> = {
  'SMP_DataProvide_Signed.xml': ['2021-03-01', 'CY provide tls 1'],
  'SMP_DataQuery_Signed.xml': ['2021-03-01', 'CY query tls 1'],
  'SMP_ISM_Signed.xml': ['2021-03-01', 'CY [0-9]+'],
  'SMP_PatientId_Signed.xml': ['2021-03-01', 'CY patient-discovery tls 1'],
  'be-res.xml': ['2020-06-01', 'nothing: no endpoint is in service'],
  'ch-res.xml': ['2018-12-01', 'CH .{1,20}'],
  'cy-res.xml': ['2020-06-01', 'CY .{1,128}'],
  'ee-res.xml': ['2020-06-01', 'EE .{1,128}'],
  'es-res.xml': ['2020-06-01', 'ES .{1,16} .{6,11} .{16,16}'],
  'fi-res.xml': ['2020-06-01', 'FI \\d{6}[A-Za-z]{1}\\d{3}[A-Za-z]{1}'],
  'gr-res.xml': ['2020-06-01', 'GR .{1,128}'],
  'ie-res.xml': ['2020-06-01', 'IE .{1,128}'],
  'lu-res.xml': ['2020-06-01', 'LU .{1,128}'],
  'mt-res.xml': ['2018-12-01', 'MT .{1,128}'],
  'pl-res.xml': ['2020-06-01', 'PL \\d{11}'],
  'se-res.xml': ['2020-06-01', 'SE \\d{12}'],
  'original.xml': ['2018-08-01', 'SK time-stamp 71'],
  // Signed with SHA-1.
  'TSL-CY-sign.xml': ['2018-08-01', 'PSR-3061'],
  'TSL-noID.xml': ['2018-12-01', 'AT time-stamp 2'],
  'disable-checks.xml': ['2018-08-01', 'PSR-3061'],
  'XSW-enveloped-fake-content.xml': ['2018-08-01', 'PSR-3061'],
  'XSW-enveloped-fake-content-misplaced.xml': ['2018-08-01', 'PSR-3061'],
  'XSW-enveloped-fake-signedProperties.xml': ['2018-08-01', 'PSR-3061'],
  'XSW-enveloping-fake-object.xml': ['2018-08-01', 'PSR-3061'],
};

it('threat 17: real trust lists and service metadata are read under their signature, wrapped ones are refused', async () => {
  reportCorpusRun('trust lists and service metadata', files.length);
  for (const file of files) {
    const [at = '2020-06-01', expected = 'not in the table'] = table[basename(file)] ?? [];
    expect(`${basename(file)} ${await read(file, new Date(at))}`).toBe(`${basename(file)} ${expected}`);
  }
});

it('no such file is read on a later day, or with one octet of what is signed changed', async () => {
  for (const file of metadata) {
    expect(await read(file, new Date('2026-11-28'))).toBe('PSR-3061');
    const text = readFileSync(file, 'utf8').replace('ncp-idp<', 'ncp-idq<');
    const octets = Buffer.from(text);
    const [at = '2020-06-01'] = table[basename(file)] ?? [];
    await expect(readSignedMetadata(octets, carried(octets), new Date(at))).rejects.toMatchObject({ code: 'PSR-3061' });
  }
});
