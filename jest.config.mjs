import { readFileSync } from 'node:fs';

/**
 * Tests run on the TypeScript sources (no build needed) as ES modules, translated with the options that `npm start`
 * is built with; see docs/adr/0002-es-modules-and-swc.md.
 */
const swc = ['@swc/jest', JSON.parse(readFileSync(new URL('.swcrc', import.meta.url), 'utf8'))];

const shared = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': swc },
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^@passerelle/([a-z]+)$': '<rootDir>/libs/$1/src/index.ts',
    '^@passerelle/([a-z]+)/([a-z0-9-]+)$': '<rootDir>/libs/$1/src/$2/index.ts',
  },
  modulePathIgnorePatterns: ['<rootDir>/.*/dist/', '<rootDir>/data/'],
};

export default {
  workerIdleMemoryLimit: '700MB',
  testTimeout: 30_000,
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/libs/**/*.spec.ts', '<rootDir>/apps/**/*.spec.ts'] },
    { ...shared, displayName: 'suite', testMatch: ['<rootDir>/test/**/*-spec.ts'] },
  ],
};
