import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '@passerelle/kernel';
import { readCertificate, verifyContainer, verifyXmlSignatures, type SignatureFinding } from '@passerelle/trust';
import { createDevelopmentTsa, timeStampServer } from '@passerelle/trust/development-tsa';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sealingClone, type SealingClone } from '../testing/sealing-clone.js';
import { fixture, run } from '../testing/world.js';

const cda = fixture('national/lu/rich.xml');
const bundle = fixture('national/lu/structured.fhir.json');
let clone: SealingClone;
let server: Server;
let address: string;

beforeAll(async () => {
  clone = sealingClone();
  server = timeStampServer(createDevelopmentTsa(clone.authority, systemClock)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  clone.remove();
});

const seal = (...args: string[]): ReturnType<typeof run> => run(['seal', ...args], { root: clone.path });

async function findings(octets: Buffer, form: string, file: string): Promise<readonly SignatureFinding[]> {
  const name = file.split('/').at(-1)!;
  const context = {
    anchors: [readCertificate(clone.authority.certificatePem)],
    crls: [],
    ocspResponses: [],
    at: new Date(Date.now() + 1_000),
    detached: form === 'detached' ? [{ name, octets: readFileSync(file) }] : [],
  };
  return form === 'asic' ? verifyContainer(octets, context) : verifyXmlSignatures(octets, context);
}

describe('passerelle seal --form', () => {
  it.each(['detached', 'enveloped', 'enveloping', 'asic'])(
    '%s signs a document whole, with and without time-stamp',
    async (form) => {
      const plain = await seal(cda, '--form', form);
      expect(plain).toMatchObject({ code: 0, stderr: '' });
      expect(await findings(plain.octets, form, cda)).toMatchObject([
        { verdict: 'valid', scope: 'full', timeStamps: [] },
      ]);
      const stamped = await seal(cda, '--form', form, '--time-stamp', address);
      expect(stamped).toMatchObject({ code: 0, stderr: '' });
      expect(await findings(stamped.octets, form, cda)).toMatchObject([
        { verdict: 'valid', scope: 'full', timeStamps: [{ accuracy: 1000 }] },
      ]);
    },
  );

  it('enveloped leaves the document as it was', async () => {
    const { stdout } = await seal(cda, '--form', 'enveloped');
    expect(stdout.replace(/<ds:Signature .*<\/ds:Signature>/s, '')).toBe(readFileSync(cda, 'utf8'));
  });

  it.each(['detached', 'enveloping', 'asic'])('%s signs a Bundle too, from outside', async (form) => {
    const { octets } = await seal(bundle, '--form', form);
    expect(await findings(octets, form, bundle)).toMatchObject([{ verdict: 'valid', scope: 'full' }]);
  });

  it('--time-stamp alone makes a detached signature of a CDA', async () => {
    const { octets } = await seal(cda, '--time-stamp', address, '--anchor', clone.file('certs/generated/ca.cert.pem'));
    expect(await findings(octets, 'detached', cda)).toMatchObject([{ verdict: 'valid', format: 'XAdES-B-T' }]);
  });

  it.each([
    ['another form', [cda, '--form', 'inside'], 'PSR-8001'],
    ['an anchor for nothing', [cda, '--anchor', 'a'], 'PSR-8001'],
    ['an authority that is no address', [cda, '--time-stamp', 'tsa'], 'PSR-8001'],
    ['an address that is not of the web', [cda, '--time-stamp', 'file:///etc/passwd'], 'PSR-8001'],
    ['a time-stamp in the seal of a Bundle', [bundle, '--time-stamp', 'http://127.0.0.1:9/'], 'PSR-8001'],
    ['an authority that does not answer', [cda, '--time-stamp', 'http://127.0.0.1:9/'], 'PSR-3024'],
    ['a Bundle enveloped', [bundle, '--form', 'enveloped'], 'PSR-1002'],
  ])('answers 2 to %s', async (_, args, code) => {
    const ran = await seal(...args);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toMatch(new RegExp(`^${code} [^\n]*\n$`));
  });

  it('gives no signature stamped by an authority that is not trusted', async () => {
    const ran = await seal(cda, '--time-stamp', address, '--anchor', clone.file('stranger-ca.cert.pem'));
    expect(ran).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/^PSR-3030 /) });
  });
});
