import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parseFhirJson } from '@passerelle/fhir/json';
import { PasserelleError } from '@passerelle/kernel';
import { corpusFiles, reportCorpusRun } from '../support/corpus.js';

/** Files of the suite that are JSON by RFC 8259 and yet refused, each by the rule of ours it breaks. */
const ownRules: Readonly<Record<string, string>> = {
  'y_object_duplicated_key.json': 'PSR-1008',
  'y_object_duplicated_key_and_value.json': 'PSR-1008',
};

function answer(file: string): string {
  try {
    parseFhirJson(readFileSync(file));
    return 'accepted';
  } catch (error) {
    if (error instanceof PasserelleError) return error.code;
    throw error;
  }
}

describe('threat 31: the JSON parsing test suite (nst/JSONTestSuite)', () => {
  const files = corpusFiles('security/json/test_parsing', '.json');
  const named = (start: string): string[] => files.filter((file) => basename(file).startsWith(start));

  it('accepts every y_ file but those that break a rule of ours', () => {
    for (const file of named('y_')) {
      expect([basename(file), answer(file)]).toEqual([basename(file), ownRules[basename(file)] ?? 'accepted']);
    }
    reportCorpusRun('JSON to be accepted', named('y_').length);
  });

  it('refuses every n_ file with an error of the registry', () => {
    for (const file of named('n_'))
      expect([basename(file), answer(file)]).toEqual([basename(file), expect.stringMatching(/^PSR-10/)]);
    reportCorpusRun('JSON to be refused', named('n_').length);
  });

  it('answers every i_ file one way or the other, within a second', () => {
    for (const file of named('i_')) {
      const start = performance.now();
      expect(answer(file)).toMatch(/^(?:accepted|PSR-10\d\d)$/);
      expect(performance.now() - start).toBeLessThan(1_000);
    }
    reportCorpusRun('JSON that may be either', named('i_').length);
  });
});

describe('threat 30: hostile JSON of the corpus', () => {
  it('threat 32: is refused: too deep, and keys of the prototype chain', () => {
    const answers = Object.fromEntries(
      corpusFiles('security/payloads', '.json').map((file) => [basename(file), answer(file)]),
    );
    reportCorpusRun('hostile JSON', Object.keys(answers).length);
    if (Object.keys(answers).length === 0) return;
    expect(answers).toEqual({ 'deep-nesting-20000.json': 'PSR-1007', 'proto-pollution.json': 'PSR-1008' });
  });
});
