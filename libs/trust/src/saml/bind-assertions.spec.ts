import { describe, expect, it } from '@jest/globals';
import type { CountryCode } from '@passerelle/kernel';
import {
  expectation,
  hcpStatement,
  issued,
  portugal,
  soap,
  trcIssuerName,
  trcStatement,
} from '../testing/assertions.js';
import { identity } from '../testing/identities.js';
import { bindAssertions, type AssertionBundle } from './bind-assertions.js';
import { assertionKinds, attributeNames } from './names.js';
import type { AssertionToIssue } from './issue-assertion.js';
import { verifyAssertions } from './verify-assertion.js';
import { readProfessional, readTreatment } from './xspa.js';

const patient = { system: 'urn:oid:1.2.3.4', value: '1942' };
const france = identity('FR', 'seal');

/** Verified assertions of both kinds, issued as the test says. */
async function bundle(
  changes: {
    hcp?: Partial<AssertionToIssue>;
    trc?: Partial<AssertionToIssue>;
    reference?: string;
    by?: typeof portugal;
  } = {},
): Promise<AssertionBundle> {
  const hcp = await issued({ ...hcpStatement, ...changes.hcp }, changes.by?.key);
  const id = changes.reference ?? / ID="([^"]+)"/.exec(hcp)![1]!;
  const trc = await issued(trcStatement(id, changes.trc), changes.by?.key);
  const anchors = [portugal, france].map(({ key }) => key.certificate);
  const names = [hcpStatement.issuer.value, trcIssuerName, 'urn:idp:FR:countryB', 'urn:initgw:FR:countryB'];
  const one = expectation({ issuers: names.map((name) => ({ name, anchors })) });
  const result = await verifyAssertions(Buffer.from(soap(hcp + trc)), { hcp: one, trc: one }, ['hcp', 'trc']);
  if (!result.ok) throw result.error;
  const country = (community: string): CountryCode | undefined =>
    community === hcpStatement.attributes[attributeNames.homeCommunityId]?.[0] ? 'PT' : undefined;
  return {
    hcp: result.value.hcp!,
    trc: result.value.trc!,
    tlsCountry: 'PT',
    patient,
    countryOfCommunity: country,
  };
}

function answer(assertions: AssertionBundle): string {
  const result = bindAssertions(assertions);
  return result.ok
    ? 'bound'
    : `${result.error.code} ${result.error.facts['reason'] ?? result.error.facts['attribute']}`;
}

const without = (name: string): AssertionToIssue['attributes'] => ({ ...hcpStatement.attributes, [name]: [] });

describe('threat 24: assertions, connection and patient belong together', () => {
  it('says who asks about whom', async () => {
    const result = bindAssertions(await bundle());
    expect(result).toEqual({
      ok: true,
      value: {
        country: 'PT',
        professional: {
          name: 'John Doolittle',
          role: { code: '221', codeSystem: '1.2.3', displayName: '221' },
          purposeOfUse: { code: 'TREATMENT', codeSystem: '1.2.3', displayName: 'TREATMENT' },
          locality: 'Hospital of Lisbon',
          organization: 'Hospital',
          organizationId: 'urn:hl7ii:1.2.3:4',
          facilityType: 'Hospital',
          homeCommunityId: 'urn:oid:2.16.17.710.807.1000.990.1',
          permissions: [
            'urn:oasis:names:tc:xspa:1.0:subject:hl7:permission:PRD-003',
            'urn:oasis:names:tc:xspa:1.0:subject:hl7:permission:PRD-006',
          ],
        },
        treatment: { patient, purposeOfUse: { code: 'TREATMENT' } },
      },
    });
  });

  it('needs no treatment confirmation where no patient is asked for', async () => {
    const { trc: _trc, patient: _patient, ...identityOnly } = await bundle();
    expect(answer(identityOnly)).toBe('bound');
    expect(answer({ ...identityOnly, patient })).toBe('PSR-2313 nothing confirms the treatment of the patient');
  });

  it('refuses assertions on a connection of another country, and those whose signer is of another', async () => {
    expect(answer({ ...(await bundle()), tlsCountry: 'FR' })).toMatch(/^PSR-2313 the certificate of an issuer/);
    const foreign = await bundle({ by: france });
    expect(answer(foreign)).toMatch(/^PSR-2313 the certificate of an issuer/);
    expect(answer({ ...foreign, tlsCountry: 'FR' })).toMatch(/^PSR-2313 the name of an issuer/);
  });

  it('refuses a community that is missing or of another country', async () => {
    expect(answer(await bundle({ hcp: { attributes: without(attributeNames.homeCommunityId) } }))).toMatch(
      /homeCommunityId/,
    );
    expect(answer({ ...(await bundle()), countryOfCommunity: () => 'FR' })).toMatch(/homeCommunityId/);
  });

  it.each<[string, Parameters<typeof bundle>[0], RegExp]>([
    ['another identity assertion', { reference: '_other' }, /another identity assertion/],
    ['another subject', { trc: { subject: { value: 'mallory' } } }, /subjects differ/],
    [
      'another purpose',
      {
        trc: {
          attributes: {
            [attributeNames.subjectId]: ['1942^^^&1.2.3.4&ISO'],
            [attributeNames.purposeOfUse]: ['EMERGENCY'],
          },
        },
      },
      /purposes of use differ/,
    ],
    ['another patient', { trc: { attributes: { [attributeNames.subjectId]: ['1943^^^&1.2.3.4&ISO'] } } }, /patient/],
    [
      'a patient of another authority',
      { trc: { attributes: { [attributeNames.subjectId]: ['1942^^^&1.2.3.5&ISO'] } } },
      /patient/,
    ],
    ['no patient', { trc: { attributes: {} } }, /^PSR-2312/],
  ])('refuses a treatment confirmation for %s', async (_what, changes, reason) => {
    expect(answer(await bundle(changes))).toMatch(reason);
  });

  it('refuses the confirmation of a patient whom the request does not name', async () => {
    const { patient: _patient, ...rest } = await bundle();
    expect(answer(rest)).toMatch(/patient of the request/);
  });

  it('refuses kinds that were exchanged', async () => {
    const { hcp, trc, ...rest } = await bundle();
    expect(answer({ ...rest, hcp: trc!, trc: hcp })).toMatch(/^PSR-2313 the identity assertion is of another kind/);
    const qualifier = { value: hcp.issuer.value, nameQualifier: assertionKinds.hcp };
    expect(answer({ ...rest, hcp, trc: { ...trc!, issuer: qualifier } })).toMatch(/of another kind/);
  });
});

describe('attributes of XSPA', () => {
  const value = (text: string) => ({ uri: '', local: 'AttributeValue', attributes: [], children: [text] });
  const attributes = (pairs: Readonly<Record<string, readonly ReturnType<typeof value>[]>>) => ({
    attributes: Object.entries(pairs).map(([name, values]) => ({ name, values })),
  });

  it.each([attributeNames.subjectId, attributeNames.role, attributeNames.purposeOfUse, attributeNames.locality])(
    'demand %s',
    async (name) => {
      expect(answer(await bundle({ hcp: { attributes: without(name) } }))).toBe(`PSR-2312 ${name}`);
    },
  );

  it('refuse a second value where one is meant', () => {
    const two = attributes({ [attributeNames.subjectId]: [value('1^^^&1.2&ISO'), value('2^^^&1.2&ISO')] });
    expect(readTreatment(two).ok).toBe(false);
    expect(readProfessional(two).ok).toBe(false);
  });

  it.each(['1942', '1942^^^&&ISO', '1942^^^&1.2&ISO^PI', '^^^&1.2&ISO'])('refuse the patient %s', (text) => {
    expect(readTreatment(attributes({ [attributeNames.subjectId]: [value(text)] })).ok).toBe(false);
  });
});
