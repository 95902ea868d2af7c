import { describe, expect, it } from '@jest/globals';
import { fixedClock, type Result } from '@passerelle/kernel';
import { craftedZip, type CraftedEntry } from '../testing/crafted-zip.js';
import { epoch, identity } from '../testing/identities.js';
import { authorityWith, stampContext, tokenOf } from '../testing/time-stamping.js';
import { createContainer } from './create-container.js';
import { asicE, asicS } from './profile.js';
import { verifyContainer } from './verify-container.js';
import { zipEntries } from './zip-entries.js';

const { key } = identity('LU', 'seal');
const clock = fixedClock(new Date(epoch.getTime() + 30_000));
const documents = [
  { name: 'summary of a person.xml', octets: Buffer.from('<a>Zoë</a>'), mediaType: 'text/xml' },
  { name: 'folder/été+1.pdf', octets: Buffer.from([1, 2, 3]), mediaType: 'application/pdf' },
];
const context = stampContext({ anchors: [key.certificate, ...stampContext().anchors] });

async function made(given = documents, options: Parameters<typeof createContainer>[2] = { clock }): Promise<Buffer> {
  const container = await createContainer(given, key, options);
  if (!container.ok) throw container.error;
  return container.value;
}

/** A container written anew with entries changed, added or left out. */
async function rewritten(change: (entries: readonly CraftedEntry[]) => readonly CraftedEntry[], of?: Buffer) {
  return craftedZip(change(await zipEntries(of ?? (await made()))));
}

const only = async (octets: Buffer) => {
  const [finding, ...others] = await verifyContainer(octets, context);
  expect(others).toEqual([]);
  return finding!;
};

describe('a container', () => {
  it('begins with its media type, where everybody looks for it', async () => {
    const container = await made();
    expect(container.subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004');
    expect(container.subarray(30, 38 + asicE.length).toString('latin1')).toBe(`mimetype${asicE}`);
    // No extra field, and nothing follows the data.
    expect(container.readUInt16LE(28)).toBe(0);
    expect(container.readUInt16LE(6) & 0x08).toBe(0);
  });

  it('is valid with full scope, and gives the documents as they were digested', async () => {
    const finding = await only(await made());
    expect(finding).toMatchObject({ verdict: 'valid', scope: 'full', format: 'ASiC-E', reasons: [] });
    expect(finding.signed.map(({ octets }) => Buffer.from(octets))).toEqual(documents.map(({ octets }) => octets));
  });

  it('takes a time-stamp', async () => {
    const tsa = authorityWith();
    const timeStamp = async (octets: Buffer): Promise<Result<Buffer>> => ({
      ok: true,
      value: await tokenOf(tsa, octets),
    });
    const stamped = await made(documents, { clock, timeStamp });
    expect(await only(stamped)).toMatchObject({
      verdict: 'valid',
      scope: 'full',
      timeStamps: [{ time: tsa.clock.now() }],
    });
  });

  it('of the simple kind carries one document', async () => {
    const simple = (entries: readonly CraftedEntry[]) =>
      entries.map((each) => (each.name === 'mimetype' ? { ...each, octets: Buffer.from(asicS) } : each));
    expect(await only(await rewritten(simple, await made(documents.slice(0, 1))))).toMatchObject({
      verdict: 'valid',
      scope: 'full',
      format: 'ASiC-S',
    });
    expect(await only(await rewritten(simple))).toMatchObject({ verdict: 'invalid', reasons: [{ code: 'PSR-3026' }] });
  });

  it('is read without its media type, and without a manifest', async () => {
    const bare = (entries: readonly CraftedEntry[]) => entries.filter(({ name }) => !/^mimetype|manifest/.test(name));
    expect(await only(await rewritten(bare))).toMatchObject({ verdict: 'valid', scope: 'full' });
  });

  it('is invalid when a document was changed', async () => {
    const changed = await rewritten((entries) =>
      entries.map((each) => (each.name === documents[1]!.name ? { ...each, octets: Buffer.from([1, 2, 4]) } : each)),
    );
    expect(await only(changed)).toMatchObject({ verdict: 'invalid', reasons: [{ code: 'PSR-3002' }] });
  });

  it('is partial when it carries more than is signed, wherever that lies', async () => {
    for (const name of ['more.xml', 'folder/more.xml', 'META-INF.xml']) {
      const more = await rewritten((entries) => [...entries, { name, octets: Buffer.from('<more/>') }]);
      expect(await only(more)).toMatchObject({ verdict: 'valid', scope: 'partial' });
    }
  });

  it('is not valid when a signed document is missing, or has another name', async () => {
    const missing = await rewritten((entries) => entries.filter(({ name }) => name !== documents[1]!.name));
    expect((await only(missing)).verdict).not.toBe('valid');
    const single = await made(documents.slice(0, 1));
    const renamed = await rewritten(
      (entries) => entries.map((each) => (each.name === documents[0]!.name ? { ...each, name: 'order.xml' } : each)),
      single,
    );
    expect(await only(renamed)).toMatchObject({ verdict: 'indeterminate', scope: 'none', signed: [] });
  });

  it('has a finding for each signature', async () => {
    const second = (await zipEntries(await made(documents.slice(0, 1)))).find(({ name }) => /signatures/.test(name))!;
    const both = await rewritten((entries) => [...entries, { ...second, name: 'META-INF/signatures002.xml' }]);
    expect(await verifyContainer(both, context)).toMatchObject([
      { verdict: 'valid', scope: 'full' },
      { verdict: 'valid', scope: 'partial' },
    ]);
  });

  const meta = (name: string) => (entries: readonly CraftedEntry[]) => [...entries, { name, octets: Buffer.from('x') }];
  it.each<[string, (entries: readonly CraftedEntry[]) => readonly CraftedEntry[]]>([
    ['signatures of CAdES', meta('META-INF/signature.p7s')],
    ['a time-stamp in place of a signature', meta('META-INF/timestamp.tst')],
    ['an evidence record', meta('META-INF/evidencerecord.ers')],
    ['no signature', (entries) => entries.filter(({ name }) => !/signatures/.test(name))],
    ['its media type last', (entries) => [...entries.slice(1), entries[0]!]],
    ['its media type packed', (entries) => [{ ...entries[0]!, deflate: true }, ...entries.slice(1)]],
    ['another media type', (entries) => [{ ...entries[0]!, octets: Buffer.from('text/plain') }, ...entries.slice(1)]],
  ])('with %s is refused', async (_what, change) => {
    const refused = await only(await rewritten(change));
    expect(refused).toMatchObject({ verdict: 'invalid', scope: 'none', format: null, reasons: [{ code: 'PSR-3026' }] });
  });

  it('whose signatures are no XML is refused by the door', async () => {
    const refused = await rewritten((entries) =>
      entries.map((each) =>
        /signatures/.test(each.name) ? { ...each, octets: Buffer.from('<!DOCTYPE a><a/>') } : each,
      ),
    );
    expect(await only(refused)).toMatchObject({ verdict: 'invalid', reasons: [{ code: 'PSR-1003' }] });
  });

  it.each(['', '../a', '/a', 'META-INF/a.xml', 'meta-inf/a.xml', 'mimetype', 'Mimetype', 'a/', 'a\\b'])(
    'is not made with a document called %j',
    async (name) => {
      await expect(made([{ ...documents[0]!, name }])).rejects.toThrow(/name/);
    },
  );
});
