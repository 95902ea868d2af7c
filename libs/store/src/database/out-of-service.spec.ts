import { describe, expect, it } from '@jest/globals';
import { outOfService } from './out-of-service.js';

describe('outOfService', () => {
  it.each(['53100', '53200', '53300', '08006', '57P01', '58030', '25006', '40001', '40P01', 'ECONNREFUSED'])(
    'knows %s as a state of the server',
    (code) => expect(outOfService(Object.assign(new Error('x'), { code }))).toBe(code),
  );

  it.each(['23505', '22P02', '42601', '57014', 'ENOENT', 53100, undefined])('leaves %s to whoever asked', (code) => {
    expect(outOfService(Object.assign(new Error('x'), { code }))).toBeUndefined();
  });

  it('takes anything', () => {
    for (const thrown of [undefined, null, '53100', 7]) expect(outOfService(thrown)).toBeUndefined();
  });
});
