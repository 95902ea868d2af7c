import { compileIndex } from '../gather/compile.js';
import { Gathering } from '../gather/gathering.js';
import { openIndex, type TerminologyIndex } from '../lookup/terminology-index.js';
import { gatherFhirFile } from '../sources/fhir/gather-resource.js';
import type { SourceProblem, SourceReading } from '../sources/reading.js';

/** A reading to hand to the readers of a test, with its gathering. */
export function newReading(name = 'test', version = '1.0'): SourceReading {
  const gathering = new Gathering();
  const source = gathering.source({ name, version, kind: 'fhir-files', digest: '0'.repeat(64) });
  return { gathering, source, version, problems: [], notes: [] };
}

/** The index of what was gathered, through its octets. */
export function indexOf({ gathering }: SourceReading): TerminologyIndex {
  return openIndex(compileIndex(gathering));
}

/** FHIR resources read, compiled and opened. */
export function indexOfResources(...resources: readonly object[]): TerminologyIndex & { notes: readonly string[] } {
  const { reading, problems } = readResources(...resources);
  if (problems.length > 0) throw new Error(problems.map(({ problem }) => problem).join('; '));
  return Object.assign(indexOf(reading), { notes: reading.notes });
}

/** FHIR resources read, with what is wrong with them. */
export function readResources(...resources: readonly object[]): { reading: SourceReading; problems: SourceProblem[] } {
  const reading = newReading();
  for (const [at, resource] of resources.entries()) gatherFhirFile(JSON.stringify(resource), `${at}.json`, reading);
  return { reading, problems: reading.problems };
}

/** A complete CodeSystem of codes, each with its English display. */
export function codeSystem(url: string, codes: Readonly<Record<string, string>>, rest: object = {}): object {
  const concept = Object.entries(codes).map(([code, display]) => ({ code, display }));
  return { resourceType: 'CodeSystem', id: 'cs', url, content: 'complete', concept, ...rest };
}

/** A ValueSet of rules. */
export function valueSet(url: string, include: readonly object[], rest: object = {}): object {
  return { resourceType: 'ValueSet', id: 'vs', url, version: '1.0', compose: { include }, ...rest };
}
