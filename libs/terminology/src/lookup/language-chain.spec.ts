import { describe, expect, it } from '@jest/globals';
import { languageChain } from './language-chain.js';

const available = ['de', 'de-AT', 'en-GB', 'fr', 'fr-CA', 'zh-Hant'];
const chain = (language: string): string[] => languageChain(language, available).map((at) => available[at]!);

describe('the languages that serve a reader', () => {
  it.each([
    ['fr-LU', ['fr', 'fr-CA']],
    ['fr-ca', ['fr-CA', 'fr']],
    ['de', ['de', 'de-AT']],
    ['de-AT-1996', ['de-AT', 'de']],
    ['en', ['en-GB']],
    ['en-US', ['en-GB']],
    ['zh-Hant-TW-x-private', ['zh-Hant']],
    ['it', []],
    ['', []],
    ['d', []],
    ['---', []],
  ])('of %s are %j', (language, expected) => {
    expect(chain(language)).toEqual(expected);
  });
});
