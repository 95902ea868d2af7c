import { afterAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { readSummary } from '@passerelle/summary';
import { fixture, run, scratchFolder } from '../testing/world.js';

const folder = scratchFolder();
afterAll(() => folder.remove());

const rich = fixture('national/lu/rich.xml');
const pdfOnly = fixture('national/lu/pdf-only.xml');
const render = (...args: string[]): ReturnType<typeof run> => run(['render', ...args], { cwd: folder.path });

describe('passerelle render', () => {
  it('writes one page in the language of the reader', async () => {
    const { code, stdout, stderr } = await render(rich, '--language', 'de');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^<!doctype html>\n<html lang="de">/);
    expect(stdout).toContain('Allergien und Unverträglichkeiten');
    // The maps of the clone gave European codes, and the page says which.
    expect(stdout).toContain('Herkunft der Übersetzungen');
    expect(stdout).toContain('lu-vidal-routes');
  });

  it('reads the standard input, a Bundle as well as a CDA', async () => {
    const stdin = readFileSync(fixture('national/lu/structured.fhir.json'));
    const { code, stdout } = await run(['render', '-', '--language', 'pt'], { stdin });
    expect(code).toBe(0);
    expect(stdout).toContain('<html lang="pt">');
  });

  it('writes a PDF to a file', async () => {
    const { code, stdout } = await render(rich, '--language', 'fr', '--to', 'pdf', '--output', 'summary.pdf');
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(readFileSync(folder.file('summary.pdf')).subarray(0, 8).toString('latin1')).toBe('%PDF-1.4');
  });

  it('gives a record that exists only as PDF as that PDF', async () => {
    const { code } = await render(pdfOnly, '--language', 'fr', '--to', 'pdf', '--output', 'own.pdf');
    expect(code).toBe(0);
    const own = Buffer.from(readSummary(readFileSync(pdfOnly)).summary.attachment!.data, 'base64');
    expect(readFileSync(folder.file('own.pdf')).equals(own)).toBe(true);
  });

  it('tells which characters the font does not have', async () => {
    const accents = fixture('national/lu/accents-and-markup.xml');
    const { code, stderr } = await render(accents, '--language', 'en', '--to', 'pdf', '--output', 'accents.pdf');
    expect(code).toBe(0);
    expect(stderr).toContain('U+1F493');
  });

  it.each([
    [[rich], 'option --language is missing'],
    [[rich, '--language', 'nl'], '--language is fr, de, en, pt, not \\"nl\\"'],
    [[rich, '--language', 'fr', '--to', 'docx'], '--to is html or pdf'],
    [[rich, '--language', 'fr', '--output', '-'], '--output needs a file'],
    [['--language', 'fr'], 'the file is missing'],
  ])('refuses %j', async (args, sentence) => {
    const { code, stdout, stderr } = await render(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.replaceAll('"', '\\"')).toContain(sentence);
    expect(stderr).toMatch(/^PSR-8001 /);
  });

  it('refuses a document that is no summary, with its code', async () => {
    const { code, stderr } = await render(fixture('refused/prescription.xml'), '--language', 'fr');
    expect({ code, stderr: stderr.slice(0, 8) }).toEqual({ code: 2, stderr: 'PSR-1102' });
  });
});
