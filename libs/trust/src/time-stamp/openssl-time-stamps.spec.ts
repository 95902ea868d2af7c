import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '@passerelle/kernel';
import { readCertificate } from '../certificates/certificate.js';
import { createDevelopmentCa, issueLeaf, newPrivateKey, privateKeyPem } from '../development-ca/index.js';
import { answerTimeStampQuery, createDevelopmentTsa } from '../development-tsa/index.js';
import { opensslPresent } from '../testing/openssl.js';
import { readAnswer } from './answer.js';
import { timeStampQuery } from './query.js';
import { verifyTimeStampToken } from './verify-token.js';

const stamped = Buffer.from('exactly these octets');
const ca = createDevelopmentCa();
const anchors = [readCertificate(ca.certificatePem)];
const context = () => ({ anchors, crls: [], ocspResponses: [], at: new Date(), detached: [] });

it('says whether openssl was there', () => {
  process.stdout.write(`judge: openssl: ${opensslPresent ? 'present' : 'ABSENT, its tests were skipped'}\n`);
  if (process.env['CI'] === 'true') expect(opensslPresent).toBe(true);
});

(opensslPresent ? describe : describe.skip)('time-stamps and OpenSSL', () => {
  let folder: string;
  const file = (name: string, content: string | Uint8Array): string => {
    writeFileSync(join(folder, name), content);
    return name;
  };
  const ts = (...parameters: string[]) => {
    const { status, stdout, stderr } = spawnSync('openssl', ['ts', ...parameters], { cwd: folder, encoding: 'utf8' });
    return { status, output: stdout + stderr };
  };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'passerelle-openssl-ts-'));
    file('ca.pem', ca.certificatePem);
    file('stamped', stamped);
    file('other', 'other octets');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(['ec-p256', 'rsa-3072'] as const)('OpenSSL verifies our token (%s), for its octets alone', async (kind) => {
    const tsa = createDevelopmentTsa(ca, systemClock, kind);
    const query = timeStampQuery(stamped, 'sha256');
    const answer = answerTimeStampQuery(tsa, query.octets);
    file('query.tsq', query.octets);
    file('answer.tsr', answer);
    file('token.tst', readAnswer(answer));
    const trusted = ['-CAfile', 'ca.pem'];
    expect(ts('-verify', '-in', 'answer.tsr', '-queryfile', 'query.tsq', ...trusted)).toMatchObject({ status: 0 });
    expect(ts('-verify', '-in', 'token.tst', '-token_in', '-data', 'stamped', ...trusted)).toMatchObject({ status: 0 });
    expect(ts('-verify', '-in', 'token.tst', '-token_in', '-data', 'other', ...trusted).status).not.toBe(0);
  });

  it.each([
    ['ec-p256', 'sha256', 'sha256'],
    ['ec-p256', 'sha512', 'sha384'],
    ['rsa-3072', 'sha384', 'sha512'],
    ['rsa-3072', 'sha256', 'sha1'],
  ] as const)('we verify a token of OpenSSL (%s, %s, certificate by %s)', (kind, digest, certificateDigest) => {
    const key = newPrivateKey(kind);
    const subject = { country: 'EU', organization: 'Example', commonName: 'TSA of OpenSSL' };
    file('tsa.key', privateKeyPem(key));
    file('tsa.pem', issueLeaf(ca, { purpose: 'time-stamp', subject, key }));
    file(
      'tsa.cnf',
      `[tsa]\ndefault_tsa = t\n[t]\nserial = serial\ncrypto_device = builtin\nsigner_cert = tsa.pem\nsigner_key = tsa.key\n` +
        `signer_digest = ${digest}\ndefault_policy = 1.2.3.4\ndigests = sha256, sha384, sha512\naccuracy = secs:1, millisecs:500\n` +
        `ess_cert_id_alg = ${certificateDigest}\n`,
    );
    expect(ts('-query', '-data', 'stamped', `-${digest}`, '-cert', '-out', 'q.tsq')).toMatchObject({ status: 0 });
    const reply = ['-reply', '-config', 'tsa.cnf', '-queryfile', 'q.tsq', '-token_out', '-out', 't.tst'];
    expect(ts(...reply)).toMatchObject({ status: 0 });
    const token = readFileSync(join(folder, 't.tst'));
    expect(verifyTimeStampToken(token, stamped, context())).toMatchObject({ ok: true, value: { accuracy: 1500 } });
    expect(verifyTimeStampToken(token, Buffer.from('other'), context())).toMatchObject({ error: { code: 'PSR-3021' } });
  });

  it('our authority answers a query of OpenSSL, and OpenSSL takes the answer', () => {
    expect(ts('-query', '-data', 'stamped', '-sha512', '-cert', '-out', 'q.tsq')).toMatchObject({ status: 0 });
    file('a.tsr', answerTimeStampQuery(createDevelopmentTsa(ca, systemClock), readFileSync(join(folder, 'q.tsq'))));
    expect(ts('-verify', '-in', 'a.tsr', '-queryfile', 'q.tsq', '-CAfile', 'ca.pem')).toMatchObject({ status: 0 });
  });

  it('our authority rejects SHA-1, which OpenSSL reads as badAlg', () => {
    expect(ts('-query', '-data', 'stamped', '-sha1', '-out', 'q.tsq')).toMatchObject({ status: 0 });
    file('a.tsr', answerTimeStampQuery(createDevelopmentTsa(ca, systemClock), readFileSync(join(folder, 'q.tsq'))));
    expect(ts('-reply', '-in', 'a.tsr', '-text').output).toContain('unrecognized or unsupported algorithm');
  });
});
