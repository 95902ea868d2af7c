import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { corpusFiles, reportCorpusRun } from '../../../../test/support/corpus.js';
import { createLogKeyPair, noteSigner } from './note-signer.js';
import { parseNote, signNote, verifyNote } from './signed-note.js';
import { parseVerifierKey } from './verifier-key.js';

const refused = expect.objectContaining({ code: 'PSR-6002' });

const pair = createLogKeyPair('log.example/one');
const signer = noteSigner('log.example/one', pair.privateKey);
const key = parseVerifierKey(pair.verifierKey);
const other = createLogKeyPair('log.example/two');
const otherSigner = noteSigner('log.example/two', other.privateKey);
const otherKey = parseVerifierKey(other.verifierKey);
const text = 'first line\n\nthird line\n';

describe('signed note', () => {
  it('verifies what it signed, and says who signed', async () => {
    const note = parseNote(await signNote(text, [signer, otherSigner]));
    expect(note.text).toBe(text);
    expect(verifyNote(note, [key])).toEqual([key]);
    expect(verifyNote(note, [otherKey, key])).toEqual([key, otherKey]);
  });

  it('refuses a note that no given key signed', async () => {
    const note = parseNote(await signNote(text, [otherSigner]));
    expect(() => verifyNote(note, [key])).toThrow(refused);
    expect(() => verifyNote(note, [])).toThrow(refused);
  });

  it('refuses the whole note when one known key fails, though another verifies', async () => {
    const good = await signNote(text, [signer, otherSigner]);
    const [, , , , ...lines] = good.split('\n');
    const foreign = await signNote('another text\n', [otherSigner]);
    const mixed = `${text}\n${lines[0]}\n${foreign.split('\n')[2]}\n`;
    expect(() => verifyNote(parseNote(mixed), [key, otherKey])).toThrow('log.example/two is false');
    expect(verifyNote(parseNote(mixed), [key])).toEqual([key]);
  });

  it('refuses a changed text', async () => {
    const note = await signNote(text, [signer]);
    expect(() => verifyNote(parseNote(note.replace('third', 'thirD')), [key])).toThrow(refused);
  });

  it('accepts a hundred signature lines and refuses one more', async () => {
    const note = await signNote(text, [signer]);
    const line = note.slice(note.lastIndexOf('— '));
    expect(verifyNote(parseNote(note + line.repeat(99)), [key])).toEqual([key]);
    expect(() => parseNote(note + line.repeat(100))).toThrow(refused);
  });

  it.each([
    ['no signature', () => 'text\n'],
    ['no text', (note: string) => note.slice(note.lastIndexOf('\n\n') + 1)],
    ['no final newline', (note: string) => note.slice(0, -1)],
    ['a hyphen for the dash', (note: string) => note.replace('— ', '- ')],
    ['two spaces after the dash', (note: string) => note.replace('— ', '—  ')],
    ['a carriage return', (note: string) => note.replaceAll('\n', '\r\n')],
    ['a null character', (note: string) => note.replace('first', 'fir\0st')],
    ['base64 with stray bits', (note: string) => note.replace(/.=\n$/, (end) => `${end === 'B=\n' ? 'C' : 'B'}=\n`)],
    ['base64 without padding', (note: string) => note.replace(/=+\n$/, '\n')],
    ['a signature of no octets', () => 'text\n\n— log.example AAAAAA==\n'],
    ['a plus sign in the name', (note: string) => note.replace('example/one', 'example+one')],
    ['a lone surrogate', (note: string) => note.replace('first', 'fir\ud800st')],
    ['more than a million characters', (note: string) => 'x'.repeat(1_000_000) + note],
  ])('refuses a note with %s', async (_, spoil) => {
    const note = await signNote(text, [signer]);
    expect(() => verifyNote(parseNote(spoil(note)), [key])).toThrow(refused);
  });

  it('signs no text that could not be read back', async () => {
    await expect(signNote('no newline', [signer])).rejects.toEqual(refused);
    await expect(signNote('a\ttab\n', [signer])).rejects.toEqual(refused);
  });
});

describe('examples of C2SP', () => {
  const files = corpusFiles('security/tlog', '.txt').filter((file) => /signed-note-example/.test(file));
  const example = (name: string): string =>
    readFileSync(
      files.find((file) => file.endsWith(name))!,
      'utf8',
    );

  it('verifies the example note with the example key', () => {
    reportCorpusRun('C2SP signed-note', files.length);
    if (files.length === 0) return;
    const exampleKey = parseVerifierKey(example('vkey.txt'));
    expect(verifyNote(parseNote(example('example-1.txt')), [exampleKey])).toEqual([exampleKey]);
    expect(() => verifyNote(parseNote(example('example-1.txt').replace('This', 'this')), [exampleKey])).toThrow(
      refused,
    );
    expect(parseNote(example('example-0.txt')).text).toMatch(/terra\n(.*\n)+\ned è subito sera\.\n$/);
    expect(() => verifyNote(parseNote(example('example-0.txt')), [exampleKey])).toThrow(refused);
  });
});
