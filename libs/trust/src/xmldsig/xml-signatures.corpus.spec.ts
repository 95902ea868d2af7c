import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { PasserelleError } from '@passerelle/kernel';
import { corpusFiles, reportCorpusRun } from '../../../../test/support/corpus.js';
import { readCertificate, type Certificate } from '../certificates/certificate.js';
import { xadesDssAnswers, xmldsigAnswers, xswAnswers, type Answers } from '../testing/xml-corpus-answers.js';
import { context, told } from '../testing/xml-verification.js';
import { verifyXmlSignatures } from './index.js';

const at = new Date('2026-11-28T12:00:00Z');
const refusedForItsAlgorithm = /^invalid none PSR-3011(?:; invalid none PSR-3011)*$/;

/** Certificates that travel in a document, and that stand beside the vectors. */
function anchorsOf(octets: Buffer): Certificate[] {
  const carried = [...octets.toString('utf8').matchAll(/X509Certificate[^>]*>([^<]+)</g)].map(([, base64 = '']) =>
    Buffer.from(base64, 'base64'),
  );
  const beside = corpusFiles('security/xmldsig/xmldsig11-interop-2012/keys', '.crt').map((file) => readFileSync(file));
  return [...beside, ...carried].flatMap((der) => {
    try {
      return [readCertificate(der)];
    } catch (error) {
      // What is no certificate cannot be an anchor; the collection holds such files on purpose.
      if (error instanceof PasserelleError) return [];
      throw error;
    }
  });
}

async function answer(file: string): Promise<string> {
  const read = readFileSync(file);
  const octets = file.endsWith('.base64') ? Buffer.from(read.toString('latin1'), 'base64') : read;
  try {
    const findings = await verifyXmlSignatures(octets, context(anchorsOf(octets), [], { at }));
    return findings.length === 0 ? 'unsigned' : findings.map(told).join('; ');
  } catch (error) {
    if (error instanceof PasserelleError) return error.code;
    throw error;
  }
}

const folders: readonly (readonly [folder: string, answers: Answers, endings: readonly string[]])[] = [
  ['xmldsig', xmldsigAnswers, ['.xml']],
  ['xsw', xswAnswers, ['.xml', '.base64']],
  ['xades-dss', xadesDssAnswers, ['.xml']],
];

it.each(folders)(
  'threats 8, 9, 14: every file of %s gets its answer, within two seconds',
  async (folder, answers, endings) => {
    const files = endings.flatMap((ending) => corpusFiles(`security/${folder}`, ending));
    const seen = new Set<string>();
    for (const file of files) {
      const name = file.slice(file.indexOf(`security/${folder}/`) + `security/${folder}/`.length);
      const start = performance.now();
      const given = await answer(file);
      expect([name, performance.now() - start < 2000]).toEqual([name, true]);
      expect([name, given]).toEqual([name, answers[name] ?? expect.stringMatching(refusedForItsAlgorithm)]);
      seen.add(name);
    }
    // An answer for a file that is not there any more would be an answer to nothing.
    if (files.length > 0) expect(Object.keys(answers).filter((name) => !seen.has(name))).toEqual([]);
    reportCorpusRun(`XML signatures of ${folder}`, files.length);
  },
);
