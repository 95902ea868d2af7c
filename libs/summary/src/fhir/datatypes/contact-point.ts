import type { ContactPoint } from 'fhir/r4.js';
import type { Telecom } from '../../model/party.js';
import { objectsOf, stated, stringOf } from '../narrowing.js';

type System = NonNullable<ContactPoint['system']>;

const systems: Readonly<Record<string, System>> = {
  tel: 'phone',
  fax: 'fax',
  mailto: 'email',
  sms: 'sms',
  http: 'url',
  https: 'url',
  ftp: 'url',
};
const schemes: Readonly<Record<string, string>> = { phone: 'tel:', fax: 'fax:', email: 'mailto:', sms: 'sms:' };
const uses: Readonly<Record<string, ContactPoint['use']>> = {
  H: 'home',
  HP: 'home',
  HV: 'home',
  WP: 'work',
  DIR: 'work',
  TMP: 'temp',
  MC: 'mobile',
};
const fromFhir: Readonly<Record<string, string>> = { home: 'H', work: 'WP', temp: 'TMP', mobile: 'MC' };

/** A telecommunication address. The URI's scheme becomes the system, web addresses stay whole. */
export function contactPoint({ value, use }: Telecom): ContactPoint {
  const [, scheme = '', rest = value] = /^([a-z]+):(.*)$/i.exec(value) ?? [];
  const system = systems[scheme.toLowerCase()];
  return {
    // A text without a scheme is a number more often than anything else, but only digits make sure of it.
    system: system ?? (/^[+\d][\d\s()./-]*$/.test(value) ? 'phone' : 'other'),
    value: system === undefined || system === 'url' ? value : rest,
    use: use
      ?.split(' ')
      .map((each) => uses[each])
      .find((each) => each !== undefined),
  };
}

/** Reads every telecommunication address as a URI. White space has no place in one, so that of a number becomes dashes. */
export function readContactPoints(value: unknown): Telecom[] {
  const telecoms: Telecom[] = [];
  for (const source of objectsOf(value)) {
    const text = stringOf(source['value']);
    if (text === undefined) continue;
    const scheme = schemes[stringOf(source['system']) ?? ''] ?? '';
    const bare = text.toLowerCase().startsWith(scheme) ? text.slice(scheme.length) : text;
    const uri = scheme === '' ? text : scheme + bare.replace(/\s+/g, scheme === 'tel:' || scheme === 'fax:' ? '-' : '');
    telecoms.push(stated({ value: uri, use: fromFhir[stringOf(source['use']) ?? ''] }));
  }
  return telecoms;
}
