import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isInnerPath, openStoredSchema, storeSchema } from './schema-folder.js';

const schemaOf = (element: string): Map<string, Uint8Array> =>
  new Map([
    ['a/main.xsd', Buffer.from(`<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:include schemaLocation="part.xsd"/></xs:schema>`)],
    ['a/part.xsd', Buffer.from(`<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="${element}"/></xs:schema>`)],
    ['other.xsd', Buffer.from('not needed')],
  ]); // prettier-ignore

let scratch: string;
const folder = (): string => join(scratch, 'schemas');

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'passerelle-schemas-'));
});
afterAll(() => rmSync(scratch, { recursive: true }));

async function verdict(text: string): Promise<boolean> {
  const schema = await openStoredSchema(folder());
  try {
    return (await schema.validate(text)).length === 0;
  } finally {
    schema.dispose();
  }
}

describe('a folder of schemas', () => {
  it('says so where nothing was imported', async () => {
    await expect(openStoredSchema(folder())).rejects.toMatchObject({ code: 'PSR-7303' });
  });

  it('keeps what compiling needs, and gives it again', async () => {
    expect(await storeSchema(folder(), schemaOf('x'), 'a/main.xsd')).toBe(2);
    expect(readdirSync(folder(), { recursive: true }).sort()).toEqual(['a', 'a/main.xsd', 'a/part.xsd', 'schema.json']);
    expect(await verdict('<x/>')).toBe(true);
    expect(await verdict('<y/>')).toBe(false);
  });

  it('is replaced as a whole', async () => {
    await storeSchema(folder(), schemaOf('y'), 'a/main.xsd');
    expect(await verdict('<y/>')).toBe(true);
    expect(readdirSync(scratch)).toEqual(['schemas']);
  });

  it('keeps the old set where the new one does not compile', async () => {
    await expect(storeSchema(folder(), schemaOf('1'), 'a/main.xsd')).rejects.toMatchObject({ code: 'PSR-7301' });
    expect(await verdict('<y/>')).toBe(true);
  });

  it('refuses files that are not those that were imported', async () => {
    const part = join(folder(), 'a/part.xsd');
    const kept = readFileSync(part);
    writeFileSync(part, kept.toString().replace('"y"', '"z"'));
    await expect(openStoredSchema(folder())).rejects.toMatchObject({ code: 'PSR-7301' });
    rmSync(part);
    await expect(openStoredSchema(folder())).rejects.toMatchObject({ code: 'PSR-7301' });
  });

  it('reads no path that leads out of it', async () => {
    writeFileSync(join(folder(), 'schema.json'), JSON.stringify({ root: 'a', files: { '../../etc/passwd': 'x' } }));
    await expect(openStoredSchema(folder())).rejects.toMatchObject({ code: 'PSR-7303' });
  });
});

describe('isInnerPath', () => {
  it.each(['a.xsd', 'a/b.xsd', 'a..b/c'])('takes %s', (path) => expect(isInnerPath(path)).toBe(true));
  it.each(['', '/a', '../a', 'a/../b', './a', 'a//b', 'a\\b', 'c:/a', 'a/'])('refuses %j', (path) => {
    expect(isInnerPath(path)).toBe(false);
  });
});
