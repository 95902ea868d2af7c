import { systemName } from '@passerelle/terminology';
import type { Coding } from '../model/coded.js';
import type { ShownCode, SystemView } from './view-model.js';

// Names that are too long to stand beside every code: at the end of the page they stand in full.
const short: Readonly<Record<string, string>> = { 'http://www.whocc.no/atc': 'ATC' };
const hl7 = /^http:\/\/(?:terminology\.hl7\.org\/CodeSystem|hl7\.org\/fhir)\/(?!sid\/)/;

/** The code systems whose codes a view shows: beside a code stands a name, at the end of the page what it means. */
export class CodeSystemBook {
  private readonly named = new Map<string, { name: string; address: string; versions: Set<string> }>();

  /** Notes the system of a code and answers the code as people name it. */
  show({ system, code, version, systemName: received }: Coding): ShownCode {
    const address = system.replace(/^urn:oid:/, '');
    if (system === '') return { system: received ?? '', code };
    let noted = this.named.get(system);
    if (noted === undefined) {
      noted = { name: systemName(system) ?? received ?? address, address, versions: new Set() };
      this.named.set(system, noted);
    }
    if (version !== undefined) noted.versions.add(version);
    return { system: short[system] ?? (hl7.test(system) ? 'HL7' : noted.name), code };
  }

  /** All systems noted, by name. */
  systems(): SystemView[] {
    return [...this.named.values()]
      .map(({ name, address, versions }) => ({ name, address, versions: [...versions].sort() }))
      .sort((a, b) => (a.name === b.name ? compare(a.address, b.address) : compare(a.name, b.name)));
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
