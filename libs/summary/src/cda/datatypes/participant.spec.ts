import { describe, expect, it } from '@jest/globals';
import { children } from '@passerelle/xml';
import { parseEntry, textOfTree } from '../testing/entry-xml.js';
import { readNames } from './name.js';
import { readParticipant, writeAssignedEntity } from './participant.js';

const reading = { narrativeText: () => undefined, warn: () => undefined };

const entity = `<assignedEntity>
  <id root="1.3.182.4.1" extension="9000000019"/><code code="221" codeSystem="2.16.840.1.113883.2.9.6.2.7" codeSystemName="ISCO"/>
  <addr use="WP"><streetName>rue de l’Invention</streetName><houseNumber>19</houseNumber><postalCode>0019</postalCode>
    <city>Fictiville</city><postBox>BP 3</postBox><country>LU</country></addr>
  <telecom use="WP" value="tel:+352-00000019"/><telecom nullFlavor="NI"/>
  <assignedPerson><name><prefix>Dr</prefix><given>Inès</given><given>Marie</given><family>INVENTÉE</family></name></assignedPerson>
  <representedOrganization><id root="1.3.182.4.1" extension="1"/><name>Cabinet</name></representedOrganization>
</assignedEntity>`;

describe('the people of a CDA', () => {
  it('reads a person in a role and writes them back the same', () => {
    const participant = readParticipant(children(parseEntry(entity))[0]!, reading);
    expect(participant).toMatchObject({
      names: [{ prefix: ['Dr'], given: ['Inès', 'Marie'], family: ['INVENTÉE'] }],
      addresses: [
        { lines: ['rue de l’Invention 19', 'BP 3'], postalCode: '0019', city: 'Fictiville', country: 'LU', use: 'WP' },
      ],
      telecoms: [{ value: 'tel:+352-00000019', use: 'WP' }],
      organization: { name: 'Cabinet' },
    });
    const written = textOfTree(writeAssignedEntity('assignedEntity', participant));
    expect(readParticipant(children(parseEntry(written))[0]!, reading)).toEqual(participant);
  });

  it('keeps a name that came without parts as text', () => {
    const xml = '<assignedPerson><name>Dr. Laurent Fictif</name><name nullFlavor="NI"/></assignedPerson>';
    expect(readNames(children(parseEntry(xml))[0])).toEqual([{ family: [], given: [], text: 'Dr. Laurent Fictif' }]);
  });

  it('reads software as an author and says NI where a person has no identifier', () => {
    const xml =
      '<assignedAuthor><id nullFlavor="NI"/><assignedAuthoringDevice><softwareName>DSP</softwareName></assignedAuthoringDevice></assignedAuthor>';
    const author = readParticipant(children(parseEntry(xml))[0]!, reading);
    expect(author.software).toBe('DSP');
    const written = textOfTree(writeAssignedEntity('assignedAuthor', author));
    expect(written).toContain('<id nullFlavor="NI"></id>');
    expect(written).toContain('<assignedAuthoringDevice><softwareName>DSP</softwareName></assignedAuthoringDevice>');
    // The schema has no device in an assignedEntity.
    expect(textOfTree(writeAssignedEntity('assignedEntity', author))).not.toContain('assignedAuthoringDevice');
  });

  it('leaves out a use that the schema does not know', () => {
    const written = textOfTree(
      writeAssignedEntity('assignedEntity', {
        identifiers: [],
        names: [],
        addresses: [{ lines: ['1'], use: 'billing WP' }],
        telecoms: [],
      }),
    );
    expect(written).toContain('<addr use="WP">');
  });
});
