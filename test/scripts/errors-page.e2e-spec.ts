import { describe, expect, it } from '@jest/globals';
import { registry } from '@passerelle/kernel';
import { differences, errorsPage } from '../../scripts/errors-doc/page.mjs';

const page = errorsPage(registry);

describe('docs/errors.md', () => {
  it('has one heading for each code, in the order of the codes', () => {
    const headings = [...page.matchAll(/^## (PSR-\d{4}) /gm)].map(([, code]) => code);
    expect(headings).toEqual(Object.keys(registry).sort());
  });

  it('says of a code what the registry says', () => {
    expect(page).toContain(
      [
        '## PSR-1102 Not a patient summary',
        '',
        registry['PSR-1102'].message,
        '',
        `- **What to do**: ${registry['PSR-1102'].action}`,
        '- **HTTP**: 422',
        '- **OperationOutcome**: `not-supported`',
        '- **Try again**: no, not unchanged',
        '- **XDS**: `XDSRegistryError`',
        '- **eHDSI**: `ERROR_PS_NOT_FOUND`',
        '',
      ].join('\n'),
    );
  });

  it('is out of step when a code is missing, left over or described otherwise', () => {
    expect(differences(page, page)).toEqual([]);
    expect(differences(page.replace('## PSR-1001 ', '## PSR-0999 '), page)).toEqual([
      'docs/errors.md has no heading for PSR-1001.',
      'docs/errors.md has PSR-0999, which is not in the registry.',
    ]);
    expect(differences(page.replace('**HTTP**: 413', '**HTTP**: 400'), page)).toEqual([
      'docs/errors.md says something else about PSR-1001 than the registry.',
    ]);
    expect(differences(page.replace('# Errors', '# Faults'), page)).toEqual([
      'docs/errors.md differs outside its headings.',
    ]);
  });
});
