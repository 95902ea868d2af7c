import { describe, expect, it } from '@jest/globals';
import { readEntry, roundTrip, writeEntry } from '../cda/testing/entry-xml.js';
import type { Allergy } from '../model/entry.js';
import { allergyCda } from './allergy.cda.js';

const snomed = 'http://snomed.info/sct';
const severity = (code: string): string =>
  `<entryRelationship typeCode="SUBJ" inversionInd="true"><observation><code code="SEV" codeSystem="2.16.840.1.113883.5.4"/><value code="${code}" codeSystem="2.16.840.1.113883.6.96"/></observation></entryRelationship>`;
const agent = (code: string): string =>
  `<participant typeCode="CSM"><participantRole classCode="MANU"><playingEntity classCode="MMAT">${code}</playingEntity></participantRole></participant>`;
const abacavir = agent('<code code="J05AF06" codeSystem="2.16.840.1.113883.6.73" displayName="abacavir"/>');

function concern(inner: string): string {
  return `<act classCode="ACT" moodCode="EVN"><statusCode code="active"/><entryRelationship typeCode="SUBJ">
    <observation classCode="OBS" moodCode="EVN">${inner}</observation></entryRelationship></act>`;
}

describe('an allergy in CDA', () => {
  it('reads reaction and its severity as the Luxembourg record nests them', () => {
    const { entry, omitted } = readEntry(
      allergyCda,
      concern(`<code code="609328004" codeSystem="2.16.840.1.113883.6.96"/>${abacavir}
        <entryRelationship typeCode="MFST"><observation><code nullFlavor="UNK"/><effectiveTime><low value="2022"/><high nullFlavor="UNK"/></effectiveTime>
        <value code="39579001" codeSystem="2.16.840.1.113883.6.96"/>${severity('24484000')}</observation></entryRelationship>`),
    );
    expect(entry).toMatchObject({
      type: { coding: { system: snomed, code: '609328004' } },
      agent: { coding: { system: 'http://www.whocc.no/atc', code: 'J05AF06' } },
      reactions: [
        { manifestation: { coding: { code: '39579001' } }, severity: { coding: { code: '24484000' } }, onset: '2022' },
      ],
    });
    expect(entry?.severity).toBeUndefined();
    expect(omitted).toEqual([]);
  });

  it('reads a severity of the whole allergy apart from that of a reaction', () => {
    const { entry } = readEntry(
      allergyCda,
      concern(`<code code="1" codeSystem="2.999.1"/>${abacavir}${severity('371924009')}`),
    );
    expect(entry?.severity?.coding?.code).toBe('371924009');
    expect(entry?.reactions).toEqual([]);
  });

  it('takes the type from the value where the code is ASSERTION', () => {
    const { entry } = readEntry(
      allergyCda,
      concern(
        `<code code="ASSERTION" codeSystem="2.16.840.1.113883.5.4"/><value code="416098002" codeSystem="2.16.840.1.113883.6.96"/>${abacavir}`,
      ),
    );
    expect(entry).toMatchObject({ type: { coding: { code: '416098002' } }, agent: { coding: { code: 'J05AF06' } } });
  });

  it('takes the agent from the value where nothing takes part, and its name where it has no code', () => {
    const named = agent('<code nullFlavor="NI"/><name>Penicillin V</name>');
    const valued = '<code code="1" codeSystem="2.999.1"/><value code="111088007" codeSystem="2.16.840.1.113883.6.96"/>';
    expect(readEntry(allergyCda, concern(valued)).entry?.agent.coding?.code).toBe('111088007');
    expect(readEntry(allergyCda, concern(`<code code="1" codeSystem="2.999.1"/>${named}`)).entry?.agent).toEqual({
      absence: 'NI',
      text: 'Penicillin V',
    });
  });

  it('takes the manifestation from the code where the value is open', () => {
    const reaction = (code: string): string =>
      `<code code="1" codeSystem="2.999.1"/>${abacavir}<entryRelationship typeCode="MFST"><observation><code code="${code}" codeSystem="2.16.840.1.113883.6.96"/><value nullFlavor="UNK"/></observation></entryRelationship>`;
    expect(readEntry(allergyCda, concern(reaction('43116000'))).entry?.reactions[0]?.manifestation.coding?.code).toBe(
      '43116000',
    );
    expect(readEntry(allergyCda, concern(reaction('404684003'))).entry?.reactions[0]?.manifestation).toEqual({
      absence: 'UNK',
    });
  });

  it('reports a value that says something else than the agent, and further agents', () => {
    const { omitted } = readEntry(
      allergyCda,
      concern(`<code code="1" codeSystem="2.999.1"/><value code="2" codeSystem="2.999.1"/>${abacavir}${abacavir}`),
    );
    expect(omitted).toEqual(['further agents', 'value of the allergy']);
  });

  it('stays the same when it is written and read again', () => {
    const coded = (code: string) => ({ coding: { system: snomed, code, systemName: 'SNOMED CT' } });
    const allergy: Allergy = {
      kind: 'allergy',
      path: '/entry',
      identifiers: [{ system: 'urn:oid:2.999.8', value: '1' }],
      type: coded('609328004'),
      agent: { coding: { system: 'http://www.whocc.no/atc', code: 'J05AF06', systemName: 'ATC' }, text: 'abacavir' },
      clinicalStatus: {
        coding: {
          system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical',
          code: 'inactive',
          systemName: 'Status',
        },
      },
      verificationStatus: coded('410605003'),
      criticality: coded('62482003'),
      severity: coded('371924009'),
      period: { low: '2022-08-01', highAbsence: 'UNK' },
      reactions: [
        { manifestation: coded('39579001'), severity: coded('24484000'), onset: '2022' },
        { manifestation: { text: 'toux' } },
      ],
      notes: ['observée au service'],
    };
    expect(roundTrip(allergyCda, allergy)).toEqual(allergy);
  });

  it('refers to the narrative where that shows the entry', () => {
    const { entry } = readEntry(
      allergyCda,
      concern(`<code code="1" codeSystem="2.999.1"/><text><reference value="#a1"/></text>${abacavir}`),
      { a1: 'abacavir' },
    );
    expect(writeEntry(allergyCda, entry!, 'a1')).toContain('<text><reference value="#a1"></reference></text>');
  });
});
