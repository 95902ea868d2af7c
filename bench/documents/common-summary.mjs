import { header } from './header.mjs';
import { coded, templates } from './markup.mjs';
import { allergy, medication, panel, problem, procedure, vaccination } from './statements.mjs';

/**
 * A CDA level 3 patient summary that readers of eHDSI and of C-CDA both take in full, so that two converters can be
 * timed on one file. C-CDA readers go by the first template of a section, ours by its LOINC code.
 */

const sections = [
  section(
    '10160-0',
    'Medication use',
    '2.16.840.1.113883.10.20.22.2.1.1',
    '1.3.6.1.4.1.12559.11.10.1.3.1.2.3',
    medication,
  ),
  section('48765-2', 'Allergies', '2.16.840.1.113883.10.20.22.2.6.1', '1.3.6.1.4.1.12559.11.10.1.3.1.2.12', allergy),
  section(
    '11369-6',
    'Immunizations',
    '2.16.840.1.113883.10.20.22.2.2.1',
    '1.3.6.1.4.1.12559.11.10.1.3.1.2.15',
    vaccination,
  ),
  section('11450-4', 'Problem list', '2.16.840.1.113883.10.20.22.2.5.1', '1.3.6.1.4.1.12559.11.10.1.3.1.2.9', problem),
  section('47519-4', 'Procedures', '2.16.840.1.113883.10.20.22.2.7.1', '1.3.6.1.4.1.12559.11.10.1.3.1.2.11', procedure),
  section('30954-2', 'Results', '2.16.840.1.113883.10.20.22.2.3.1', '1.3.6.1.4.1.12559.11.10.1.3.1.2.5', panel),
];

/**
 * Makes the document.
 * @param {number} bytes - it becomes at least so large, and at most some four kilobytes larger
 * @returns {{ xml: string, entries: number }} the same text for the same size, always
 */
export function commonSummary(bytes) {
  // Problems and medicines are what real summaries have most of; panels are large, so they come seldom.
  const turns = [0, 3, 1, 0, 3, 2, 4, 0, 3, 5];
  const rows = sections.map(() => []);
  let size = assemble(rows).length;
  let entries = 0;
  while (size < bytes) {
    const at = turns[entries % turns.length];
    const made = sections[at].statement(rows[at].length + 1);
    rows[at].push(made);
    size += made.row.length + made.entry.length;
    entries++;
  }
  return { xml: assemble(rows), entries };
}

function section(loinc, title, ccda, ehdsi, make) {
  const short = title.toLowerCase().replaceAll(' ', '-');
  return {
    open: `<component><section>${templates(ccda, ehdsi)}<code ${coded('loinc', loinc, title)}/><title>${title}</title><text>`,
    statement(at) {
      const row = `${short}-${at}`;
      const { cells, entry } = make(at, row);
      return {
        row: `<tr ID="${row}">${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>\n`,
        entry: `<entry>${entry}</entry>\n`,
      };
    },
  };
}

function assemble(rows) {
  const bodies = sections.map(({ open }, at) => {
    const table = `<table><tbody>${rows[at].map(({ row }) => row).join('')}</tbody></table>`;
    return `${open}${table}</text>${rows[at].map(({ entry }) => entry).join('')}</section></component>`;
  });
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:pharm="urn:hl7-org:pharm" ' +
    `xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${header}\n` +
    `<component><structuredBody>${bodies.join('\n')}</structuredBody></component></ClinicalDocument>\n`
  );
}
