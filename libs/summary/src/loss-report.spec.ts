import { describe, expect, it } from '@jest/globals';
import { fixedClock } from '@passerelle/kernel';
import { lossReport } from './loss-report.js';
import type { Alert } from './model/entry.js';
import type { PatientSummary, Section } from './model/summary.js';
import { writeEps } from './fhir/write-eps.js';

const digest = `${'0'.repeat(64)}` as Parameters<typeof lossReport>[0]['source']['sha256'];
const alert = (path: string, status: string): Alert => ({
  kind: 'alert',
  path,
  identifiers: [],
  code: { coding: { system: 'http://snomed.info/sct', code: '441509002', display: 'Cardiac pacemaker in situ' } },
  period: {},
  authors: [],
  status,
});

describe('the loss report', () => {
  const section: Section = {
    concept: 'alerts',
    code: { coding: { system: 'http://loinc.org', code: '104605-1' } },
    title: 'Alerts',
    narrative: [],
    entries: [alert('/a', 'active'), alert('/b', 'completed')],
  };
  const summary: PatientSummary = {
    header: {
      identifier: { system: 'urn:oid:2.999', value: '1' },
      title: 'Summary',
      created: '2026-11-23',
      patient: {
        names: [{ family: ['A'], given: ['B'] }],
        identifiers: [{ system: 'urn:oid:2.999.1', value: '2' }],
        addresses: [],
        telecoms: [],
        languages: [],
        contacts: [],
        preferredProfessionals: [],
      },
      authors: [],
      relatedDocuments: [],
    },
    sections: [section],
  };

  it('tells an entry that only the text of its section says from one that is carried', () => {
    const { bundle, targets, omitted } = writeEps(summary, { clock: fixedClock(new Date('2026-11-23T12:00:00Z')) });
    const report = lossReport({
      source: { format: 'cda-level-3', sha256: digest },
      target: { format: 'eps-bundle', sha256: digest },
      summary,
      warnings: [],
      provenance: new Map(),
      targets,
      omitted,
    });
    expect(report.totals).toEqual({ entries: 2, carried: 1, transcoded: 0, 'narrative-only': 1, 'not-carried': 0 });
    expect(report.entries[1]).toMatchObject({
      path: '/b',
      outcome: 'narrative-only',
      reason: 'the profile of the target has no place for it but the text of the section',
    });
    expect(JSON.stringify(bundle).match(/"resourceType":"Flag"/g)).toHaveLength(1);
    expect(JSON.stringify(bundle).match(/Cardiac pacemaker in situ/g)!.length).toBeGreaterThanOrEqual(2);
  });
});
