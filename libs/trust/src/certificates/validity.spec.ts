import { describe, expect, it } from '@jest/globals';
import { identity } from '../testing/identities.js';
import { checkValidity } from './validity.js';

const certificate = identity('LU', 'tls').key.certificate;
const beyond = (instant: Date, milliseconds: number) => new Date(instant.getTime() + milliseconds);

describe('checkValidity', () => {
  it('accepts both ends of the validity', () => {
    for (const at of [certificate.validFrom, certificate.validTo]) {
      expect(checkValidity(certificate, at)).toEqual({ ok: true, value: certificate });
    }
  });

  it('refuses the instants just outside of it', () => {
    for (const at of [beyond(certificate.validFrom, -1), beyond(certificate.validTo, 1)]) {
      expect(checkValidity(certificate, at)).toMatchObject({ ok: false, error: { code: 'PSR-2003' } });
    }
  });

  it('answers with the error of the door that asks', () => {
    const late = beyond(certificate.validTo, 1);
    expect(checkValidity(certificate, late, 'PSR-3006')).toMatchObject({ ok: false, error: { code: 'PSR-3006' } });
  });
});
