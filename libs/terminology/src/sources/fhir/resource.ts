import type { SourceReading } from '../reading.js';
import { textOf, type JsonObject } from './json-value.js';

/** Registers a resource as the one that speaks: `ValueSet/eHDSIDoseForm-8.1.0` with its version, or that of its source. */
export function resourceOrigin(resource: JsonObject, { gathering, source, version }: SourceReading): number {
  const type = textOf(resource, 'resourceType') ?? '';
  const id = textOf(resource, 'id') ?? textOf(resource, 'name') ?? textOf(resource, 'url') ?? '';
  return gathering.origin({ source, name: `${type}/${id}`, version: textOf(resource, 'version') ?? version });
}

/** Notes what is wrong with a resource; JSON has no lines that anybody looks at, so the first stands for the whole. */
export function problemOf(reading: SourceReading, file: string, problem: string): void {
  reading.problems.push({ file, line: 1, problem });
}
